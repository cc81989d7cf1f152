"""Queues messages; the worker sends them."""

import uuid
from collections.abc import Mapping

from django.conf import settings

from storstua import vault
from storstua.base.viewer import Viewer
from storstua.outbox.models import Message, Way


def place_of(message: Message) -> vault.Place:
    """Where the sealed address of a message belongs."""
    return vault.Place("outbox_message", "address", message.organisation_id or 0, str(message.key))


def queue_mail(
    *,
    by: Viewer,
    address: str,
    template: str,
    parameters: Mapping[str, str] | None = None,
    language: str = "nb",
    way: Way = Way.EMAIL,
) -> Message:
    """Put one message in the outbox, in the caller's own transaction.

    `parameters` may hold only what could stand on a postcard: links, dates, the sender's name.
    The address is sealed. Sent by the worker, at least once, always with the same Message-ID.
    """
    key = uuid.uuid4()
    host = settings.MAIL_FROM.partition("@")[2]
    message = Message(
        key=key,
        organisation_id=by.organisation_id or None,
        way=way,
        template=template,
        parameters=dict(parameters or {}),
        language=language,
        message_id=f"<{key}@{host}>",
    )
    message.address = vault.seal(address, place_of(message))
    message.save(force_insert=True)
    return message
