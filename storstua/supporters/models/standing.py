"""Where a supporter stands: appointed from a day, and pauses."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Value

from storstua.base.record import OrganisationRecord
from storstua.supporters.models.supporter import Supporter


class Appointment(OrganisationRecord):
    """The organisation has appointed a supporter, from a day until another (or until further)."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="appointments")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    minute_number = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "supporters_appointment"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="appointment_own"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=F("from_on")),
                name="appointment_ends_after_start",
            ),
            ExclusionConstraint(
                name="one_appointment_at_a_time",
                expressions=[
                    ("supporter", RangeOperators.EQUAL),
                    (
                        Func("from_on", "until_on", Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class Pause(OrganisationRecord):
    """A pause, taken at once and without a reason. `until_on` empty means until the person says."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "supporters_pause"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="pause_own"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=F("from_on")),
                name="pause_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["supporter", "from_on"], name="pause_of_supporter")]
