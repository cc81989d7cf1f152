"""Someone asks for a talk."""

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.matching.choices import AgeBand, Must, NoticeWay, Why, Wish
from storstua.organisations.models import Area, SeekerRole, Topic
from storstua.people.models import Person
from storstua.supporters.choices import ContactForm, Gender, LifePhase
from storstua.supporters.models import Supporter


class Request(OrganisationRecord):
    """One request for a talk, as the person said it. Free text is sealed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    office_id = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField(default=clock.now)
    promised_on = models.DateField()
    # When the person was told that the promised answer is late; once is enough.
    late_told_at = models.DateTimeField(null=True, editable=False)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=SeekerRole, blank=True)
    is_minor = models.BooleanField(default=False)
    gender = models.CharField(max_length=1, choices=Gender, blank=True)
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    life_phase = models.CharField(max_length=20, choices=LifePhase, blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    county = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    contact_forms = ArrayField(models.CharField(max_length=10, choices=ContactForm), default=list)
    wish_gender = models.CharField(max_length=10, choices=Wish, default=Wish.NONE)
    wish_age = models.CharField(max_length=10, default="none")
    must = ArrayField(models.CharField(max_length=30, choices=Must), default=list, blank=True)
    wished_supporter = models.ForeignKey(
        Supporter, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sealed_text = models.BinaryField(null=True)
    consent_text_version = models.CharField(max_length=20, default="1")
    is_on_waiting_list = models.BooleanField(default=False)

    class Meta:
        db_table = "matching_request"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "office_id"],
                condition=~models.Q(office_id=""),
                name="request_office_id_once",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="request_own"),
        ]
        indexes = [models.Index(fields=["organisation", "received_at"], name="requests_by_wait")]

    @property
    def came(self) -> date | datetime:
        """When it came; of what the office brought in no more than the day is known."""
        return clock.day_of(self.received_at) if self.office_id else self.received_at


class RequestTopic(OrganisationRecord):
    """A topic the person would like to talk about."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "matching_request_topic"
        constraints = [
            models.UniqueConstraint(fields=["request", "topic"], name="request_topic_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="request_topic_own"),
        ]


class ExcludedSupporter(OrganisationRecord):
    """A supporter the person does not want for this request."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="excluded")
    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "matching_excluded_supporter"
        constraints = [
            models.UniqueConstraint(fields=["request", "supporter"], name="excluded_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="excluded_own"),
        ]


class Closing(OrganisationRecord):
    """A request is over: withdrawn by the person, talked out, or ended by the coordinator."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="closing")
    why = models.CharField(max_length=20, choices=Why)
    closed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "matching_closing"
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="closing_own")]


class NoticeAddress(OrganisationRecord):
    """Where one neutral notice goes when there is something new; deleted when the request ends."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="notice_address")
    way = models.CharField(max_length=10, choices=NoticeWay, default=NoticeWay.EMAIL)
    sealed = models.BinaryField()

    class Meta:
        db_table = "matching_notice_address"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="notice_address_own")
        ]
