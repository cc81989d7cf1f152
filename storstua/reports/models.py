"""What is decided where the rules are silent, and reports as they stood when they were frozen."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from storstua.activities.models import Activity
from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.people.models import Person
from storstua.reports.choices import DecisionReason


class Decision(OrganisationRecord):
    """Someone decided whether an activity counts. The newest holds; earlier ones stay.

    `questions` are the codes that were open then: when others are open, it holds no longer.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    counts = models.BooleanField()
    reason = models.CharField(max_length=20, choices=DecisionReason)
    questions = ArrayField(models.CharField(max_length=40))
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "reports_decision"
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="decision_own")]
        indexes = [models.Index(fields=["activity", "decided_at"], name="decisions_of_activity")]


class FrozenReport(OrganisationRecord):
    """The grant report of a year as it stood when it was frozen; later changes make a new one.

    `lines` is what the report was made of, with rule set and result of each; `digest` is a hash of
    the results.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField(default=clock.now)
    frozen_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    frozen_by_name = models.CharField(max_length=170)
    rulesets = ArrayField(models.CharField(max_length=40))
    activity_days = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    lines = models.JSONField()

    class Meta:
        db_table = "reports_frozen"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "number"], name="frozen_version_once"
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="frozen_own"),
        ]
