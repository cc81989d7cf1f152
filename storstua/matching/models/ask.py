"""A coordinator asks a supporter, and the supporter answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.matching.choices import Answer, Shows, Span
from storstua.matching.models.request import Request
from storstua.people.models import Person
from storstua.supporters.choices import ContactForm
from storstua.supporters.models import Supporter


class Ask(OrganisationRecord):
    """One question to one supporter about one request. At most one waits per request.

    After the supporter's yes the person is asked too: `shows` says what of the supporter they see,
    `sealed_first` is a first message that waits for them, `met_at` when they answered. For those
    who talk by telephone or in person `span` says for how many days, and so how long the number is
    shown.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="asks")
    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    way = models.CharField(max_length=10, choices=ContactForm, blank=True)
    span = models.PositiveSmallIntegerField(choices=Span, default=Span.MONTH)
    sealed_message = models.BinaryField(null=True)
    answer = models.CharField(max_length=20, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    shows = ArrayField(models.CharField(max_length=20, choices=Shows), default=list, blank=True)
    sealed_first = models.BinaryField(null=True)
    met_at = models.DateTimeField(null=True, blank=True)
    conversation_key = models.UUIDField(null=True, blank=True)

    class Meta:
        db_table = "matching_ask"
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(answer=""),
                name="one_ask_waits_per_request",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(answer="yes"),
                name="one_yes_per_request",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="ask_own"),
        ]
        indexes = [models.Index(fields=["supporter", "answer"], name="asks_of_supporter")]
