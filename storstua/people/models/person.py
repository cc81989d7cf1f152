"""A human in one organisation, and how that human can be reached."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base.record import OrganisationRecord


class Person(OrganisationRecord):
    """A human as one organisation knows them, with or without an account.

    A seeker has only a nickname in `given_name`. The same account may stand behind one person in
    each organisation.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
    )
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, default="nb")
    is_member = models.BooleanField(default=False)

    class Meta:
        db_table = "people_person"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account"],
                condition=models.Q(account__isnull=False),
                name="one_person_per_account",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="person_own"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given and family name, for those who may know both."""
        return f"{self.given_name} {self.family_name}".strip()


class ContactKind(models.TextChoices):
    """The kinds of contact points."""

    EMAIL = "email", _("E-post")
    PHONE = "phone", _("Telefon")


class ContactPoint(OrganisationRecord):
    """A mail address or phone number: sealed, with a keyed hash to find it again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=ContactKind)
    sealed = models.BinaryField()
    lookup = models.BinaryField(max_length=32)
    is_safe = models.BooleanField(default=True)

    class Meta:
        db_table = "people_contact_point"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_contact_of_a_kind"),
            models.UniqueConstraint(fields=["organisation", "id"], name="contact_point_own"),
        ]
        indexes = [
            models.Index(fields=["organisation", "kind", "lookup"], name="contact_point_lookup")
        ]
