"""Makes guessing not pay: wrong secrets are counted, and who goes on guessing waits longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from storstua.base import clock
from storstua.base.models import Attempts

LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
NOTE = """
insert into base_attempts (bucket, span_starts_at, count) values (%s, %s, 1)
on conflict (bucket, span_starts_at) do update set count = base_attempts.count + 1
"""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most `count` wrong ones in any stretch of time as long as `span`."""

    count: int
    span: timedelta


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted together (an account from one network, say), and how many may be wrong."""

    bucket: str
    limits: tuple[Ceiling, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """One secret under way: counted as wrong until it turns out to be right."""

    counters: tuple[Counter, ...]
    moment: datetime

    def was_right(self) -> None:
        """Count it no longer."""
        rows = Attempts.objects.filter(
            bucket__in=[each.bucket for each in self.counters], span_starts_at=self.moment
        )
        rows.update(count=F("count") - 1)


def begin(*counters: Counter) -> Guess | None:
    """Count a secret before it is looked at; None when too many were wrong.

    Guesses with a counter in common wait for each other until the end of the transaction, so that
    a thousand at the same moment are not one more than a thousand in a row.
    """
    if spent(*counters):
        return None
    with transaction.atomic():
        _wait_for_turn(counters)
        if spent(*counters):
            return None
        return note(*counters)


def note(*counters: Counter) -> Guess:
    """Count a secret whatever was counted before."""
    moment = clock.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(NOTE, [(each.bucket, moment) for each in counters])
    return Guess(counters, moment)


def spent(*counters: Counter) -> bool:
    """True when one of the counters has reached one of its limits."""
    now = clock.now()
    longest = max(limit.span for each in counters for limit in each.limits)
    rows = Attempts.objects.filter(
        bucket__in=[each.bucket for each in counters], span_starts_at__gt=now - longest
    )
    found = list(rows.values_list("bucket", "span_starts_at", "count"))
    return any(
        sum(count for bucket, at, count in found if bucket == each.bucket and at > now - limit.span)
        >= limit.count
        for each in counters
        for limit in each.limits
    )


def _wait_for_turn(counters: Sequence[Counter]) -> None:
    """In an order that is the same for all, so that no two wait for each other forever."""
    with connection.cursor() as cursor:
        for bucket in sorted(each.bucket for each in counters):
            cursor.execute(LOCK, [bucket])
