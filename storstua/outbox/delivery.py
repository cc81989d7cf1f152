"""Hands messages to whoever carries them, or keeps them on this machine when there is nobody."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from threading import Timer
from typing import Protocol

from django.conf import settings

ONE_STEP_SECONDS, IN_ALL_SECONDS = 20, 60
FOR_GOOD = 500


class RefusedForGood(OSError):
    """Whoever carries messages will never take this one; trying again would change nothing."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(f"refused for good ({code})")
        self.code = code


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to go; `message_id` is the same at each try. An SMS has no subject."""

    message_id: str
    address: str
    subject: str
    body: str
    language: str


class Carrier(Protocol):
    """Something that takes a finished message on its way, or raises OSError."""

    def carry(self, letter: Letter) -> None:
        """Take the message; returning means that it was accepted."""


class Smtp:
    """A mail server over SMTP."""

    def carry(self, letter: Letter) -> None:
        """Send one mail in one session, so that a fault concerns that mail alone.

        Returns as soon as the server has said yes: what it says to goodbye changes nothing, and
        waiting for it would make a second sending likelier. A no to this address or this mail is
        for good; a no to ourselves is not, since it is put right here.
        """
        mail = written(letter)
        with _session() as server:
            if settings.SMTP_STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if settings.SMTP_USER:
                server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
            try:
                server.send_message(mail)
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as fault:
                if (code := _code_of(fault)) >= FOR_GOOD:
                    raise RefusedForGood(code) from None
                raise


@contextmanager
def _session() -> Iterator[smtplib.SMTP]:
    """A session with the mail server that ends within a minute, however slowly it answers."""
    server = smtplib.SMTP(timeout=ONE_STEP_SECONDS)
    # What it is called, for its certificate; given to the constructor it would connect at once.
    server._host = settings.SMTP_HOST  # type: ignore[attr-defined] # not in the stubs
    bell = Timer(IN_ALL_SECONDS, _cut, [server])
    bell.daemon = True
    bell.start()
    try:
        code, said = server.connect(settings.SMTP_HOST, settings.SMTP_PORT)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        yield server
        with suppress(OSError):
            server.putcmd("quit")
    finally:
        bell.cancel()
        server.close()


def _cut(server: smtplib.SMTP) -> None:
    if server.sock is not None:
        with suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)


def _code_of(fault: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> int:
    if isinstance(fault, smtplib.SMTPDataError):
        return int(fault.smtp_code)
    return min(code for code, _said in fault.recipients.values())


class StaysHere:
    """Carries nothing: the demo shows on a page what would have been sent."""

    def carry(self, letter: Letter) -> None:
        """Accept the message without sending it."""


def written(letter: Letter) -> EmailMessage:
    """A mail in plain text, with a fixed Message-ID so that a repeat is seen as one.

    Raises RefusedForGood when no mail can be sent to such an address.
    """
    mail = EmailMessage()
    mail["From"] = settings.MAIL_FROM
    try:
        mail["To"] = letter.address
    except ValueError:
        raise RefusedForGood from None
    mail["Subject"] = letter.subject
    mail["Message-ID"] = letter.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = letter.language
    mail.set_content(letter.body)
    return mail
