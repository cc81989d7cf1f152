"""Slows down floods: counts tries per bucket and span of time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from django.db import connection, transaction
from django.http import HttpRequest

from storstua.base import clock
from storstua.base.models import Attempts


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` tries of `name` from one bucket in one span."""

    name: str
    count: int
    span: timedelta

    def starts_at(self, moment: datetime) -> datetime:
        """The beginning of the span a moment lies in."""
        seconds = int(self.span.total_seconds())
        return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)


def network_of(request: HttpRequest) -> str:
    """A hash of the caller's network (/24 or /56): enough to slow down a flood, not to name one."""
    address = ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 (no address known)
    network = ip_network(f"{address}/{24 if address.version == 4 else 56}", strict=False)
    return sha256(str(network).encode()).hexdigest()[:32]


def within(limit: Limit, bucket: str) -> bool:
    """Count one try; False when this one is too many. A request that breaks is not counted."""
    starts_at = limit.starts_at(clock.now())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"insert into {Attempts._meta.db_table} (bucket, span_starts_at, count)"  # noqa: S608 (own table name)
            " values (%s, %s, 1) on conflict (bucket, span_starts_at)"
            " do update set count = base_attempts.count + 1 returning count",
            [f"{limit.name}:{bucket}", starts_at],
        )
        return bool(cursor.fetchone()[0] <= limit.count)


def spent(limit: Limit, bucket: str) -> bool:
    """True when the bucket has used all its tries of this span. Counts nothing."""
    starts_at = limit.starts_at(clock.now())
    tries = Attempts.objects.filter(
        bucket=f"{limit.name}:{bucket}", span_starts_at=starts_at, count__gte=limit.count
    )
    return tries.exists()
