"""The activity log: what supporters did, in numbers, with no word about any seeker."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.organisations.models import Branch, Topic
from storstua.people.models import Person
from storstua.supporters.models import Supporter


class Type(models.TextChoices):
    """What was done. The codes are those of the grant rules and the offices' files."""

    TALK = "talk", _("Samtale")
    OUTREACH = "oppsokende", _("Besøk")
    SUPPORT_GROUP = "samtalegruppe", _("Samtalegruppe")
    ACTIVITY_GROUP = "aktivitetsgruppe", _("Aktivitetsgruppe")
    GET_TOGETHER = "sammenkomst", _("Sammenkomst")
    COURSE_DAY = "likepersonskurs", _("Kursdag")
    OTHER = "other", _("Annet")


class Mode(models.TextChoices):
    """How people met."""

    PHYSICAL = "physical", _("Møttes")
    PHONE = "phone", _("Telefon")
    VIDEO = "video", _("Video")
    CHAT = "chat", _("Skriftlig")
    FORUM = "forum", _("Forum")


class Activity(OrganisationRecord):
    """One activity, or a month's count of like ones when `records` is above one."""

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
    minutes = models.PositiveSmallIntegerField(default=0)
    pax = models.PositiveSmallIntegerField(default=1)
    led_by_supporter = models.BooleanField(default=True)
    is_own_event = models.BooleanField(default=True)
    kind = models.CharField(max_length=30, default="normal")
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    logged_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    logged_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "activities_activity"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "office_id"],
                condition=~models.Q(office_id=""),
                name="activity_office_id_once",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="activity_own"),
        ]
        indexes = [models.Index(fields=["organisation", "done_on"], name="activities_by_day")]


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
