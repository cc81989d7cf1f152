"""What the demo's pages show: the cast, and the mails that would have been sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from storstua.base.tenancy import found_everywhere
from storstua.demo.cast import Member, cast
from storstua.organisations.models import Organisation
from storstua.outbox import queries as outbox
from storstua.people import queries as people
from storstua.people.models import Account, Person

if TYPE_CHECKING:
    from storstua.outbox.models import Message

NEWEST = 500


@dataclass(frozen=True, slots=True)
class CastGroup:
    """An organisation of the demo and those one can be in it."""

    name: str
    tagline: str
    slug: str
    members: tuple[Member, ...]

    @property
    def url(self) -> str:
        """The organisation's front page."""
        return f"/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a mail; a link stands alone in its own."""

    text: str

    @property
    def is_link(self) -> bool:
        """True when the whole paragraph is an address."""
        return self.text.startswith(("http://", "https://")) and not any(
            map(str.isspace, self.text)
        )

    @property
    def pieces(self) -> list[str]:
        """The text in pieces after which a line may break, so that addresses fit on a phone."""
        return [piece for piece in re.split(r"(?<=[/-])", self.text) if piece]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail or SMS that would have been sent, as its reader would have got it."""

    address: str
    subject: str
    paragraphs: tuple[Paragraph, ...]
    language: str
    created_at: datetime
    is_sms: bool


def groups() -> list[CastGroup]:
    """The cast by organisation, in the order of the cast; empty while nothing is loaded."""
    slugs = list(dict.fromkeys(each.organisation for each in cast()))
    found = {row.slug: row for row in Organisation.objects.filter(slug__in=slugs)}
    return [
        CastGroup(
            name=found[slug].name,
            tagline=found[slug].tagline,
            slug=slug,
            members=tuple(each for each in cast() if each.organisation == slug),
        )
        for slug in slugs
        if slug in found
    ]


def organisation_id_of(member: Member) -> int:
    """The id of the organisation someone of the cast belongs to; 0 while it is not loaded."""
    row = Organisation.objects.filter(slug=member.organisation).first()
    return row.id if row else 0


def account_of(member: Member) -> Account | None:
    """The account of someone of the cast, if it is there."""
    return people.account_with(member.email)


def seeker_of(member: Member) -> Person | None:
    """The person whose receipt words these are; None when they have been changed meanwhile."""
    return people.by_words(member.words)


def newest_mails() -> list[Message]:
    """The newest messages of the outbox, at most `NEWEST`."""
    found = found_everywhere(outbox.newest(NEWEST), purpose="demo")
    return sorted(found, key=lambda each: (each.created_at, each.id), reverse=True)[:NEWEST]


def as_read(messages: Sequence[Message]) -> list[Mail]:
    """The mails in clear, in their readers' languages."""
    mails = []
    for message in messages:
        text = outbox.text_of(message)
        mails.append(
            Mail(
                address=outbox.address_of(message),
                subject=text.subject,
                paragraphs=tuple(map(Paragraph, text.body.strip().split("\n\n"))),
                language=message.language,
                created_at=message.created_at,
                is_sms=message.way == "sms",
            )
        )
    return mails
