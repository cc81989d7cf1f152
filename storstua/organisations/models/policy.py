"""What the organisation demands and promises; a row of its own, with values the system enforces."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base.record import OrganisationRecord
from storstua.base.roles import Role


class Appointer(models.TextChoices):
    """Who appoints a peer supporter."""

    BOARD = "board", _("Styret")
    BRANCH_BOARD = "branch_board", _("Styret i laget")
    NAMED_PERSON = "named_person", _("En navngitt person")


SECONDS = [
    (role.value, role.label) for role in (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)
]


def between(low: int, high: int) -> list[MinValueValidator | MaxValueValidator]:
    """Validators for a whole number from low to high."""
    return [MinValueValidator(low), MaxValueValidator(high)]


class Policy(OrganisationRecord):
    """The values an organisation sets for its own service.

    `second_person` is the role of the second where something takes two.
    """

    minimum_age = models.PositiveSmallIntegerField(default=18, validators=between(15, 99))
    needs_course = models.BooleanField(default=True)
    needs_membership = models.BooleanField(default=False)
    supervision_every_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=between(7, 730)
    )
    answer_within_working_days = models.PositiveSmallIntegerField(
        default=2, validators=between(1, 20)
    )
    load_limit = models.PositiveSmallIntegerField(default=3, validators=between(1, 20))
    appointer = models.CharField(max_length=20, choices=Appointer, default=Appointer.BOARD)
    # The name that is shown, and the key of that person: the people of the room above.
    named_appointer = models.CharField(max_length=120, blank=True)
    named_appointer_key = models.UUIDField(null=True, blank=True)
    second_person = models.CharField(
        max_length=40, choices=SECONDS, default=Role.BOARD_MEMBER.value
    )
    # Whether one person may open something closed in an emergency, with another's yes.
    allows_emergency_opening = models.BooleanField(default=False)
    keep_unmatched_days = models.PositiveSmallIntegerField(default=90, validators=between(7, 365))
    keep_closed_days = models.PositiveSmallIntegerField(default=180, validators=between(7, 730))
    keep_activities_years = models.PositiveSmallIntegerField(default=5, validators=between(5, 10))
    # On no page, since nothing is moderated yet: the term stands ready for the room that will be.
    keep_moderation_months = models.PositiveSmallIntegerField(default=12, validators=between(1, 36))

    class Meta:
        db_table = "organisations_policy"
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="one_policy"),
            models.UniqueConstraint(fields=["organisation", "id"], name="policy_own"),
        ]

    @property
    def who_appoints(self) -> str:
        """Who appoints, in words: the named person, the board, or the branch's board."""
        if self.appointer == Appointer.NAMED_PERSON and self.named_appointer:
            return self.named_appointer
        return str(Appointer(self.appointer).label)
