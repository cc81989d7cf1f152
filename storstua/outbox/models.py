"""The outbox table: what must be sent, by address, template and safe parameters."""

from django.db import models

from storstua.base import clock
from storstua.base.record import Record


class Way(models.TextChoices):
    """The ways a message can go."""

    EMAIL = "email"
    SMS = "sms"


class Message(Record):
    """One message. Address and parameters are sealed: a link in them may be a key."""

    organisation_id = models.BigIntegerField(null=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.EMAIL)
    address = models.BinaryField()
    template = models.CharField(max_length=60)
    sealed_parameters = models.BinaryField(default=b"")
    language = models.CharField(max_length=5, default="nb")
    message_id = models.CharField(max_length=120, unique=True)
    next_try_at = models.DateTimeField(default=clock.now)
    tries_count = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_trouble = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "outbox_message"
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="outbox_waiting",
            )
        ]
