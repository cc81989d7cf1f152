"""Tables of the roles room: grants, invitations, what waits for a second, what was opened."""

from datetime import datetime, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.base.roles import Role
from storstua.organisations.models import Branch
from storstua.people.models import Person
from storstua.roles import emergency
from storstua.roles.choices import Answer, Danger, Loss, Matter, Verdict, Why
from storstua.roles.days import Days
from storstua.roles.emergency import Stage, Times

INVITATION_HOLDS = timedelta(days=7)


class Grant(OrganisationRecord):
    """A person holds a role in the organisation or one branch, from a day until another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=40, choices=Role)
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "roles_grant"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="grant_own"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=F("from_on")),
                name="grant_ends_after_start",
            ),
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("branch_id", Value(0)), RangeOperators.EQUAL),
                    (
                        Func(
                            "from_on",
                            "until_on",
                            Value("[]"),
                            function="daterange",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [models.Index(fields=["person", "role"], name="grant_of_person")]


class ForSomeDays(models.Model):
    """Something that leads to a role, with the days the role is to be held."""

    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def days(self) -> Days:
        """The days the role is to be held."""
        return Days(self.from_on, self.until_on)


class Invitation(ForSomeDays, OrganisationRecord):
    """An invitation to take a role, sent by mail; its secret is stored as a hash, used once."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    sealed_email = models.BinaryField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=40, choices=Role)
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "roles_invitation"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="invitation_own")
        ]


class Proposal(ForSomeDays, OrganisationRecord):
    """Something that takes two: proposed by one, and done when another has agreed.

    `person` is whom it is for; someone who is to be invited and not known yet stands with name and
    mail. It is about a role, the approval for minors, or the second step of the person's sign-in.
    """

    matter = models.CharField(max_length=20, choices=Matter)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=40, choices=Role, blank=True)
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=Loss, blank=True)
    proposer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    lapses_at = models.DateTimeField()
    answer = models.CharField(max_length=20, choices=Answer, blank=True)
    why = models.CharField(max_length=20, choices=Why, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "roles_proposal"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="proposal_own"),
            models.UniqueConstraint(
                fields=["organisation", "matter", "person", "role", "branch", "email"],
                condition=models.Q(answer=""),
                nulls_distinct=False,
                name="proposal_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="proposal_answered_at_a_time",
            ),
        ]

    @property
    def for_name(self) -> str:
        """Whom it is for, by name; the row was read with its person."""
        if self.person:
            return self.person.full_name
        return f"{self.given_name} {self.family_name}".strip()

    def is_open(self, at: datetime) -> bool:
        """True while it waits for an answer."""
        return not self.answer and at < self.lapses_at


class Opening(OrganisationRecord):
    """One person opens one closed thing about somebody in an emergency (`roles/emergency.py`).

    `noun` and `object_key` name the thing as the log does; `person` is whom it is about. Why, in
    the opener's own words, is sealed. The row outlives those who opened, answered and reviewed.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    opener = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    noun = models.CharField(max_length=60)
    object_key = models.UUIDField()
    danger = models.CharField(max_length=20, choices=Danger)
    sealed_explanation = models.BinaryField()
    is_alone = models.BooleanField(default=False)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    reviewed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "roles_opening"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="opening_own"),
            models.CheckConstraint(
                condition=models.Q(opened_at=None)
                | models.Q(is_alone=True)
                | models.Q(answered_at__isnull=False),
                name="opening_takes_two_or_is_alone",
            ),
            models.CheckConstraint(
                condition=~models.Q(answered_by=models.F("opener"))
                & ~models.Q(reviewed_by=models.F("opener")),
                name="opening_by_nobody_twice",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "created_at"], name="openings_by_time")]

    def stage(self, now: datetime) -> Stage:
        """Where it stands at a moment."""
        times = Times(self.created_at, self.opened_at, self.ended_at, self.declined_at)
        return emergency.stage(times, now)

    def is_open_at(self, now: datetime) -> bool:
        """True while its opener may read."""
        return self.stage(now) is Stage.OPEN

    @property
    def awaits_review(self) -> bool:
        """True for what one person opened alone and nobody has looked at yet."""
        return self.is_alone and not self.verdict

    @property
    def answer_by(self) -> datetime:
        """Until when another may say yes."""
        return self.created_at + emergency.ANSWER_WITHIN

    @property
    def open_until(self) -> datetime | None:
        """When it closes by itself; None for what was never opened."""
        return self.opened_at + emergency.OPEN_FOR if self.opened_at else None

    @property
    def review_by(self) -> datetime:
        """Until when somebody else looks at what one opened alone."""
        return self.created_at + emergency.REVIEW_WITHIN
