"""The chain of the log: a hash for each entry and all before it, so that no change is unnoticed.

Every function works inside the organisation that the caller has entered.
"""

import calendar
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.db import connection
from django.db.models import Exists, OuterRef

from storstua.audit.models import Entry, Head, Link
from storstua.base.tenancy import now_inside

NOTHING = bytes(32)
LOT = 1000
# The class of advisory locks under which an organisation's chain grows: one job at a time.
GROWS = 0x5354_4C4F
LOG_MONTHS = 24


class Fault(StrEnum):
    """What is wrong with an entry of the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    UNCHAINED = "unchained"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold: the entry's number, and what is wrong."""

    entry_id: int
    fault: Fault


def months_before(at: datetime, months: int) -> datetime:
    """The same moment some months earlier, as the database counts: in UTC, the 29th of February
    becomes the 28th."""
    moment = at.astimezone(UTC)
    number = moment.year * 12 + moment.month - 1 - months
    year, month = number // 12, number % 12 + 1
    day = min(moment.day, calendar.monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day)


def body_of(entry: Entry) -> bytes:
    """32 bytes that stand for all an entry says: SHA-256 of its columns in one fixed form."""
    said = [
        entry.id,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        *(entry.organisation_id, entry.account_id, entry.person_id),
        *(entry.role, entry.job, entry.kind, entry.verb, entry.noun),
        str(entry.object_key) if entry.object_key else None,
        entry.purpose,
    ]
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def hash_of(previous: bytes, entry_id: int, at: datetime, body: bytes) -> bytes:
    """The hash of a link: of the link before, and of the entry's number, moment and body."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds").encode()
    said = b"".join((previous, entry_id.to_bytes(8, "big"), body, moment))
    return hashlib.sha256(said).digest()


def grow() -> int:
    """Add a link for each entry that has none, in the order of their numbers; returns how many.

    An entry whose transaction ended late comes after those that were there before it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [GROWS, now_inside() or 0])
    previous, count = _end(), 0
    linked = Link.objects.filter(entry_id=OuterRef("pk"))
    while lot := list(Entry.objects.filter(~Exists(linked)).order_by("id")[:LOT]):
        links = []
        for entry in lot:
            body = body_of(entry)
            previous = hash_of(previous, entry.id, entry.at, body)
            links.append(
                Link(
                    organisation_id=entry.organisation_id,
                    entry_id=entry.id,
                    at=entry.at,
                    body=body,
                    hash=previous,
                )
            )
        Link.objects.bulk_create(links)
        count += len(links)
    return count


def _end() -> bytes:
    """The hash at the end of the chain."""
    link, head = Link.objects.order_by("id").last(), Head.objects.order_by("link_id").last()
    if link is not None:
        return bytes(link.hash)
    return bytes(head.hash) if head else NOTHING


def note_head() -> Head | None:
    """Keep how far the chain has come, unless it stands where it stood; None then."""
    link = Link.objects.order_by("id").last()
    if link is None or Head.objects.filter(link_id=link.id).exists():
        return None
    return Head.objects.create(
        organisation_id=link.organisation_id, link_id=link.id, hash=bytes(link.hash)
    )


def first_break(may_be_gone_before: datetime) -> Break | None:
    """Where the chain does not hold, reading it from its beginning; None when all of it does.

    An entry may be gone when it is older than `may_be_gone_before`. What was added since the
    chain last grew is not covered yet.
    """
    previous = _beginning()
    heads = {link_id: bytes(kept) for link_id, kept in Head.objects.values_list("link_id", "hash")}
    last = 0
    for link, entry in _pairs():
        expected = hash_of(previous, link.entry_id, link.at, bytes(link.body))
        if bytes(link.hash) != expected or heads.get(link.id, expected) != expected:
            return Break(link.entry_id, Fault.UNCHAINED)
        if entry is None and link.at >= may_be_gone_before:
            return Break(link.entry_id, Fault.REMOVED)
        if entry is not None and body_of(entry) != bytes(link.body):
            return Break(link.entry_id, Fault.CHANGED)
        previous, last = expected, link.id
    # A head that was told of links which are no longer there: the end was cut off.
    cut = max(heads, default=0) > last and last > 0
    return Break(0, Fault.REMOVED) if cut else None


def drop(entry_ids: Sequence[int]) -> int:
    """Let entries go that are chained and older than 24 months; returns how many went.

    The database looks at their age by its own clock. Links at the beginning whose entries are all
    gone go with them, and what they came to is kept as a head.
    """
    with connection.cursor() as cursor:
        cursor.execute("select audit_drop_old(%s)", [list(entry_ids)])
        gone: int = cursor.fetchone()[0]
    return gone


def _beginning() -> bytes:
    """The hash before the oldest link that is left."""
    oldest = Link.objects.order_by("id").first()
    if oldest is None:
        return NOTHING
    before = Head.objects.filter(link_id__lt=oldest.id).order_by("link_id").last()
    return bytes(before.hash) if before else NOTHING


def _pairs() -> Iterator[tuple[Link, Entry | None]]:
    """Each link in the order of the chain, with its entry while it is kept."""
    after = 0
    while links := list(Link.objects.filter(id__gt=after).order_by("id")[:LOT]):
        entries = Entry.objects.in_bulk([link.entry_id for link in links])
        for link in links:
            yield link, entries.get(link.entry_id)
        after = links[-1].id
