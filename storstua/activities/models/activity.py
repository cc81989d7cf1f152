"""The activity log: what supporters did, in numbers, with no word about any seeker."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from storstua.activities.choices import Kind, Mode, Type, What, is_what, what_of
from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.organisations.models import Branch, Topic
from storstua.people.models import Person
from storstua.supporters.models import Supporter

UNDO_WITHIN = timedelta(minutes=10)


class Activities(models.QuerySet["Activity"]):
    """Words for which activities are meant."""

    def standing(self) -> Activities:
        """Those that nobody has taken back."""
        return self.filter(undone_at=None)

    def taken_back_lately(self) -> Activities:
        """Those taken back in the last minutes, which can still be put back."""
        return self.filter(undone_at__gt=clock.now() - UNDO_WITHIN)

    def between(self, first: date, last: date) -> Activities:
        """Those done from one day to another, both included."""
        return self.filter(done_on__range=(first, last))

    def that_are(self, *whats: What) -> Activities:
        """Those of certain kinds."""
        return self.filter(is_what(*whats))


class Activity(OrganisationRecord):
    """One activity, or the bare count of like ones in the month that `done_on` begins.

    `minutes` is the whole length, `pax` counts those present besides the leading supporter.
    """

    office_id = models.CharField(max_length=40, blank=True)
    done_on = models.DateField()
    type = models.CharField(max_length=20, choices=Type)
    mode = models.CharField(max_length=10, choices=Mode)
    country = models.CharField(max_length=2, default="NO")
    municipality = models.CharField(max_length=60, blank=True)
    county = models.CharField(max_length=40, blank=True)
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    records = models.PositiveSmallIntegerField(default=1)
    is_month_count = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=0)
    pax = models.PositiveSmallIntegerField(default=1)
    led_by_supporter = models.BooleanField(default=True)
    is_own_event = models.BooleanField(default=True)
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.NORMAL)
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    logged_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    logged_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = Activities.as_manager()

    class Meta:
        db_table = "activities_activity"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "office_id"],
                condition=~models.Q(office_id=""),
                name="activity_office_id_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "logged_by", "done_on", "type", "mode"],
                condition=models.Q(is_month_count=True, undone_at=None),
                name="one_month_count_of_a_kind",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="activity_own"),
            models.CheckConstraint(condition=models.Q(records__gte=1), name="activity_happened"),
            models.CheckConstraint(
                condition=models.Q(is_month_count=True) | models.Q(records=1),
                name="only_month_counts_hold_several",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__lte=24 * 60), name="activity_within_a_day"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "done_on"], name="activities_by_day")]

    @property
    def what(self) -> What:
        """What people call it."""
        return what_of(self.type, self.mode)

    def may_be_undone(self) -> bool:
        """True in the first minutes, when one press takes it back."""
        return self.undone_at is None and clock.now() - self.logged_at <= UNDO_WITHIN

    def may_be_restored(self) -> bool:
        """True in the first minutes after it was taken back."""
        return self.undone_at is not None and clock.now() - self.undone_at < UNDO_WITHIN


class ActivitySupporter(OrganisationRecord):
    """A supporter took part in an activity; every one is named, not only who arranged it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="supporters")
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "activities_activity_supporter"
        constraints = [
            models.UniqueConstraint(fields=["activity", "supporter"], name="took_part_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="activity_supporter_own"),
        ]
        indexes = [models.Index(fields=["supporter", "activity"], name="activities_of_supporter")]
