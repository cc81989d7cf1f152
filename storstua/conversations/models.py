"""Tables of the conversations room: a thread, who takes part, and sealed messages."""

from django.db import models

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.people.models import Person


class Conversation(OrganisationRecord):
    """A talk between people. It does not know why it exists; `county` says who may know of it.

    Most are written here. Those who talk by telephone, by video or in person have agreed on a time:
    such a talk (`is_written` is False) holds no messages, and is over after the day `until_on`.
    """

    county = models.CharField(max_length=40, blank=True)
    is_written = models.BooleanField(default=True)
    until_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "conversations_conversation"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="conversation_own"),
            models.CheckConstraint(
                condition=models.Q(is_written=True, until_on=None)
                | models.Q(is_written=False, until_on__isnull=False),
                name="talk_elsewhere_has_a_last_day",
            ),
        ]

    @property
    def is_over(self) -> bool:
        """True when one of them has ended it, or the agreed time has passed."""
        return self.closed_at is not None or self.has_run_out

    @property
    def has_run_out(self) -> bool:
        """True when the agreed time has passed."""
        return self.until_on is not None and self.until_on < clock.today()


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
