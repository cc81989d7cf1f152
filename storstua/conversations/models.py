"""Tables of the conversations room: a thread, who takes part, and sealed messages."""

from django.db import models

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.people.models import Person


class Conversation(OrganisationRecord):
    """A talk between people. It does not know why it exists; `county` says who may know of it."""

    county = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "conversations_conversation"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="conversation_own")
        ]


class Participant(OrganisationRecord):
    """A person takes part, under the name the others see, until they leave."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    shown_name = models.CharField(max_length=80)
    left_at = models.DateTimeField(null=True, blank=True)
    read_up_to = models.BigIntegerField(default=0)

    class Meta:
        db_table = "conversations_participant"
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="takes_part_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="participant_own"),
        ]
        indexes = [models.Index(fields=["person"], name="conversations_of_person")]


class Message(OrganisationRecord):
    """One sealed message; `number` counts from 1 in its conversation."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    sender = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "conversations_message"
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="message_own"),
        ]
