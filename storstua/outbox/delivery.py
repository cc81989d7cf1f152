"""Hands messages to the mail server, or keeps them on this machine when there is none."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Protocol

from django.conf import settings


class Carrier(Protocol):
    """Something that takes a finished mail on its way, or raises OSError."""

    def carry(self, mail: EmailMessage) -> None:
        """Take the mail; returning means that it was accepted."""


class Smtp:
    """A mail server over SMTP."""

    def carry(self, mail: EmailMessage) -> None:
        """Send one mail in one session, so that a fault concerns that mail alone."""
        with smtplib.SMTP(settings.SMTP_HOST, settings.SMTP_PORT, timeout=20) as server:
            if settings.SMTP_STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if settings.SMTP_USER:
                server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
            server.send_message(mail)


class StaysHere:
    """Carries nothing: the demo shows on a page what would have been sent."""

    def carry(self, mail: EmailMessage) -> None:
        """Accept the mail without sending it."""


def carrier() -> Carrier:
    """The carrier of this installation; the demo never sends anything out."""
    if settings.STORSTUA_DEMO or not settings.SMTP_HOST:
        return StaysHere()
    return Smtp()


def written(message_id: str, address: str, subject: str, body: str, language: str) -> EmailMessage:
    """A mail in plain text, with a fixed Message-ID so that a repeat is seen as one."""
    mail = EmailMessage()
    mail["From"] = settings.MAIL_FROM
    mail["To"] = address
    mail["Subject"] = subject
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = language
    mail.set_content(body)
    return mail
