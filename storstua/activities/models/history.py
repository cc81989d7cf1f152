"""What was changed on an activity after it was logged."""

from django.db import models

from storstua.activities.models.activity import Activity
from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.people.models import Person


class ActivityChange(OrganisationRecord):
    """One change: by whom, when, and for each field what it was and what it became.

    `changed` maps field names to a pair of plain values; `supporters` has lists of ids.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="changes")
    changed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    changed = models.JSONField(default=dict)

    class Meta:
        db_table = "activities_change"
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="change_own")]
        indexes = [models.Index(fields=["activity", "changed_at"], name="changes_of_activity")]
