"""Measures pages through the whole stack in this process: queries, time, bytes."""

import gzip
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storstua.operations.bench.visiting import Visit

MOST_QUERIES = 8
MOST_GZIP_BYTES = 60_000
FRAMES = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "BEGIN", "COMMIT")


@dataclass(frozen=True, slots=True)
class Page:
    """What one page took. Times are server milliseconds; bytes are those of the HTML."""

    name: str
    address: str
    who: str
    queries: int
    audit_queries: int
    median_ms: float
    p95_ms: float
    html_bytes: int
    gzip_bytes: int

    @property
    def is_within(self) -> bool:
        """True when the page keeps to both limits."""
        return self.queries <= MOST_QUERIES and self.gzip_bytes <= MOST_GZIP_BYTES


def measure(
    visits: Sequence[Visit], browsers: Mapping[str, Client], rounds: int
) -> tuple[Page, ...]:
    """Measure each page `rounds` times, in turn, after one visit that is not counted."""
    times: dict[Visit, list[float]] = {visit: [] for visit in visits}
    for visit in visits:
        browsers[visit.who].get(visit.address)
    for _round in range(rounds):
        for visit in visits:
            times[visit].append(milliseconds(browsers[visit.who], visit.address))
    return tuple(_page(visit, browsers[visit.who], times[visit]) for visit in visits)


def milliseconds(client: Client, address: str) -> float:
    """How long one visit takes."""
    begun = perf_counter()
    client.get(address)
    return (perf_counter() - begun) * 1000


def p95(times: Sequence[float]) -> float:
    """The time that nineteen in twenty visits keep to."""
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def _page(visit: Visit, client: Client, times: Sequence[float]) -> Page:
    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["audit"]) as noted,
    ):
        content = client.get(visit.address).content
    return Page(
        name=visit.name,
        address=visit.address,
        who=visit.who,
        queries=_count(asked),
        audit_queries=_count(noted),
        median_ms=round(median(times), 2),
        p95_ms=round(p95(times), 2),
        html_bytes=len(content),
        gzip_bytes=len(gzip.compress(content, 6)),
    )


def _count(captured: CaptureQueriesContext) -> int:
    """The queries, without what only frames a transaction."""
    statements = (query["sql"] for query in captured.captured_queries)
    return sum(not sql.startswith(FRAMES) for sql in statements)
