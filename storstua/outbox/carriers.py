"""Who carries what in this installation, by the way a message goes."""

from collections.abc import Mapping

from django.conf import settings

from storstua.outbox.delivery import Carrier, Letter, Smtp, StaysHere
from storstua.outbox.models import Way
from storstua.outbox.sms import Gateway, NotAccepted


class NotSetUp:
    """Nobody carries these any more: a message from before waits, and is given up in the end."""

    def carry(self, letter: Letter) -> None:
        """Refuse the message."""
        raise NotAccepted


def carriers() -> Mapping[str, Carrier]:
    """The carrier for each way; the demo never sends anything out."""
    if settings.STORSTUA_DEMO:
        return {way: StaysHere() for way in Way}
    return {
        Way.EMAIL: Smtp() if settings.SMTP_HOST else StaysHere(),
        Way.SMS: Gateway() if settings.SMS_URL else NotSetUp(),
    }


def sends_sms() -> bool:
    """True when an SMS can be offered to people; in the demo it goes to the demo's own page."""
    return bool(settings.STORSTUA_DEMO or settings.SMS_URL)
