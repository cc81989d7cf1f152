"""Hands text messages to a gateway over HTTPS; what stands in them, in the reader's language."""

import json
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from storstua.outbox.delivery import Letter

SECONDS = 20
MOST_READ = 4096
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
TEXTS: Mapping[str, Callable[[], str]] = {
    "seeker_notice": lambda: _("En beskjed venter på deg. Les den med koden din."),
}


class NotAccepted(OSError):
    """The gateway did not take the message; it is tried again later."""


class Gateway:
    """A gateway for SMS: one POST for each message, accepted by any answer from 200 to 299.

    The body is JSON with `to` (+4791234567), `from`, `text` and `id`. `id`, also sent as
    `Idempotency-Key`, is the same for each try of one message, so that a repeat is known as one.
    Redirects are not followed: number and token go to the address in the settings alone.
    """

    def carry(self, letter: Letter) -> None:
        """Send one message; any fault is an OSError without text from the gateway."""
        address = urlsplit(settings.SMS_URL)
        connection = _connection(address)
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        try:
            connection.request("POST", path, _body(letter), _headers(letter))
            answer = connection.getresponse()
            answer.read(MOST_READ)
        except HTTPException as fault:
            raise NotAccepted from fault
        finally:
            connection.close()
        if not 200 <= answer.status < 300:
            raise NotAccepted


def _connection(address: SplitResult) -> HTTPConnection:
    host = address.hostname or ""
    if address.scheme == "https":
        return HTTPSConnection(host, address.port, timeout=SECONDS)
    if address.scheme == "http" and host in HERE:
        return HTTPConnection(host, address.port, timeout=SECONDS)
    raise NotAccepted


def _body(letter: Letter) -> bytes:
    told = {
        "to": letter.address,
        "from": settings.SMS_FROM,
        "text": letter.body,
        "id": letter.message_id,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _headers(letter: Letter) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": letter.message_id,
    }
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    return headers


def text_of(template: str, language: str) -> str:
    """The words of an SMS in a language: no name, no link, one message long."""
    with translation.override(language):
        return TEXTS[template]()
