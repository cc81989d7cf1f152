"""Hands messages to whoever carries them, or keeps them on this machine when there is nobody."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

from django.conf import settings


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
        """Send one mail in one session, so that a fault concerns that mail alone."""
        with smtplib.SMTP(settings.SMTP_HOST, settings.SMTP_PORT, timeout=20) as server:
            if settings.SMTP_STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if settings.SMTP_USER:
                server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
            server.send_message(written(letter))


class StaysHere:
    """Carries nothing: the demo shows on a page what would have been sent."""

    def carry(self, letter: Letter) -> None:
        """Accept the message without sending it."""


def written(letter: Letter) -> EmailMessage:
    """A mail in plain text, with a fixed Message-ID so that a repeat is seen as one."""
    mail = EmailMessage()
    mail["From"] = settings.MAIL_FROM
    mail["To"] = letter.address
    mail["Subject"] = letter.subject
    mail["Message-ID"] = letter.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = letter.language
    mail.set_content(letter.body)
    return mail
