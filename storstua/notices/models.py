"""Tables of the notices room: what a person was told, and how they wish to be told."""

from django.db import models

from storstua.base.record import OrganisationRecord
from storstua.notices.choices import Kind, When
from storstua.people.models import Person


class Preference(OrganisationRecord):
    """How one person wishes to be told about one kind; without a row it is at once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    when = models.CharField(max_length=10, choices=When, default=When.AT_ONCE)

    class Meta:
        db_table = "notices_preference"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="preference_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="preference_own"),
        ]


class Notice(OrganisationRecord):
    """Something a person was told. `sent_at` is empty while it waits for the daily mail.

    `path` counts from the organisation's front page. `about` is the key of a row of which a person
    is told only once.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    path = models.CharField(max_length=200, blank=True)
    about = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_notice"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="notice_own"),
            models.UniqueConstraint(
                fields=["person", "kind", "about"],
                condition=models.Q(about__isnull=False),
                name="notice_about_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "sent_at"], name="notice_of_person")]
