"""Tables of the roles room: grants with dates, and invitations by mail."""

from datetime import timedelta

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


class Invitation(OrganisationRecord):
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
