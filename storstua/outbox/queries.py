"""Reads the outbox: what waits, and how a message looks."""

import json
from collections import defaultdict
from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet

from storstua import vault
from storstua.base import clock
from storstua.outbox import mails, sms
from storstua.outbox.carriers import sends_sms
from storstua.outbox.delivery import Letter
from storstua.outbox.models import Message, Way
from storstua.outbox.places import place_of

SILENT_AFTER = timedelta(seconds=90)
__all__ = [
    "address_of",
    "due_ids",
    "letter_of",
    "newest",
    "parameters_of",
    "sends_sms",
    "text_of",
    "waiting_count",
    "worker_is_alive",
]


def due_ids(limit: int = 200) -> list[int]:
    """The ids of the messages here whose time has come, oldest first."""
    rows = Message.objects.filter(
        sent_at=None, given_up_at=None, next_try_at__lte=clock.now()
    ).order_by("next_try_at", "id")
    return list(rows.values_list("id", flat=True)[:limit])


def address_of(message: Message) -> str:
    """The address in clear."""
    return vault.open_sealed(bytes(message.address), place_of(message))


def text_of(message: Message) -> mails.Text:
    """The words of a message in its reader's language; an SMS has no subject."""
    if message.way == Way.SMS:
        return mails.Text("", sms.text_of(message.template, message.language))
    return mails.text_of(message.template, parameters_of(message), message.language)


def letter_of(message: Message) -> Letter:
    """The message as its carrier takes it."""
    text = text_of(message)
    address = address_of(message)
    return Letter(message.message_id, address, text.subject, text.body, message.language)


def parameters_of(message: Message) -> dict[str, str]:
    """The parameters in clear; a message from before they were sealed has lost its link."""
    if not message.sealed_parameters:
        return defaultdict(str)
    place = place_of(message, "parameters")
    found: dict[str, str] = json.loads(vault.open_sealed(bytes(message.sealed_parameters), place))
    return found


def waiting_count() -> int:
    """How many messages wait to be sent."""
    return Message.objects.filter(sent_at=None, given_up_at=None).count()


def worker_is_alive() -> bool:
    """True when the worker, which sends all mail, has shown itself lately (its own heartbeat)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from procrastinate_workers where last_heartbeat > %s)",
            [clock.now() - SILENT_AFTER],
        )
        return bool(cursor.fetchone()[0])


def newest(limit: int = 100) -> QuerySet[Message]:
    """The newest messages, for the demo's mail page."""
    return Message.objects.order_by("-created_at", "-id")[:limit]
