"""What a supporter has lived through and how they talk with people; what ranks and is shown."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base.record import OrganisationRecord
from storstua.organisations.models import Area, SeekerRole, Topic
from storstua.supporters.models.supporter import Supporter


class Gender(models.TextChoices):
    """Gender as the person says it."""

    FEMALE = "f", _("Kvinne")
    MALE = "m", _("Mann")
    OTHER = "x", _("Annet")
    UNSAID = "", _("Ikke oppgitt")


class LifePhase(models.TextChoices):
    """Where in life someone is; ranks, never excludes."""

    YOUTH = "youth", _("Ung")
    STUDIES = "studies", _("Under utdanning")
    YOUNG_FAMILY = "young_family", _("Småbarnsliv")
    WORKING = "working", _("I arbeid")
    OUT_OF_WORK = "out_of_work", _("Utenfor arbeidslivet")
    RETIRED = "retired", _("Pensjonist")


class ContactForm(models.TextChoices):
    """The ways two people can talk."""

    CHAT = "chat", _("Skrive")
    PHONE = "phone", _("Telefon")
    VIDEO = "video", _("Video")
    VISIT = "visit", _("Møtes")
    GROUP = "group", _("Gruppe")


class Profile(OrganisationRecord):
    """The facts that rank a supporter and, with consent field by field, are shown in public."""

    supporter = models.OneToOneField(Supporter, on_delete=models.CASCADE, related_name="profile")
    role = models.CharField(max_length=20, choices=SeekerRole, default=SeekerRole.SELF)
    gender = models.CharField(max_length=1, choices=Gender, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    life_phase = models.CharField(max_length=20, choices=LifePhase, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    contact_forms = ArrayField(models.CharField(max_length=10, choices=ContactForm), default=list)
    story = models.TextField(max_length=600, blank=True)

    class Meta:
        db_table = "supporters_profile"
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="profile_own")]


class SupporterArea(OrganisationRecord):
    """A supporter knows an area from their own life; one narrow row for each."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "supporters_supporter_area"
        constraints = [
            models.UniqueConstraint(fields=["supporter", "area"], name="supporter_area_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="supporter_area_own"),
        ]
        indexes = [models.Index(fields=["area", "supporter"], name="supporters_of_area")]


class SupporterTopic(OrganisationRecord):
    """A supporter is glad to talk about a topic."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "supporters_supporter_topic"
        constraints = [
            models.UniqueConstraint(fields=["supporter", "topic"], name="supporter_topic_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="supporter_topic_own"),
        ]
