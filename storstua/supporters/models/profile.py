"""What a supporter has lived through and how they talk with people; what ranks and is shown."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from storstua.base.record import OrganisationRecord
from storstua.organisations.models import Area, SeekerRole, Topic
from storstua.supporters.choices import ContactForm, Gender, LifePhase
from storstua.supporters.models.supporter import Supporter


class Profile(OrganisationRecord):
    """The facts that rank a supporter and, with consent field by field, are shown in public."""

    supporter = models.OneToOneField(Supporter, on_delete=models.CASCADE, related_name="profile")
    role = models.CharField(max_length=20, choices=SeekerRole, default=SeekerRole.SELF)
    gender = models.CharField(max_length=1, choices=Gender, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    life_phase = models.CharField(max_length=20, choices=LifePhase, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    contact_forms = ArrayField(models.CharField(max_length=10, choices=ContactForm), default=list)
    sealed_story = models.BinaryField(default=b"")

    class Meta:
        db_table = "supporters_profile"
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="profile_own")]
        indexes = [GinIndex(fields=["languages"], name="profile_languages")]


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
