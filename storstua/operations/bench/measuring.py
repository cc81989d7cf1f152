"""Measures pages through the whole stack in this process: queries, time, bytes."""

import gzip
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median
from time import perf_counter

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storstua.operations.bench.comparing import Lane, lanes, limit_browser
from storstua.operations.bench.visiting import Visit

MOST_QUERIES = 8
MOST_GZIP_BYTES = 60_000
FRAMES = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "BEGIN", "COMMIT")


@dataclass(frozen=True, slots=True)
class Page:
    """What one page took. Times are server milliseconds; bytes are those of the HTML.

    `raw_ms` and `template_ms` are what its limits took in the same rounds; of a share of 0.25 the
    page reaches a quarter of the limit's speed.
    """

    name: str
    address: str
    who: str
    queries: int
    audit_queries: int
    median_ms: float
    p95_ms: float
    html_bytes: int
    gzip_bytes: int
    raw_ms: float = 0.0
    template_ms: float = 0.0
    of_raw: float = 0.0
    of_template: float = 0.0

    @property
    def is_within(self) -> bool:
        """True when the page keeps to both limits."""
        return self.queries <= MOST_QUERIES and self.gzip_bytes <= MOST_GZIP_BYTES


def measure(
    visits: Sequence[Visit], browsers: Mapping[str, Client], rounds: int
) -> tuple[Page, ...]:
    """Measure each page and its limits `rounds` times, in turn, after one that is not counted."""
    beside = {who: limit_browser(client) for who, client in browsers.items()}
    every = {visit: lanes(visit, browsers[visit.who], beside[visit.who]) for visit in visits}
    for lane in chain(*every.values()):
        lane()
    times: dict[Visit, list[list[float]]] = {visit: [] for visit in visits}
    for _round in range(rounds):
        for visit in visits:
            times[visit].append([milliseconds(lane) for lane in every[visit]])
    return tuple(_page(visit, browsers[visit.who], times[visit]) for visit in visits)


def milliseconds(lane: Lane) -> float:
    """How long one visit takes."""
    begun = perf_counter()
    lane()
    return (perf_counter() - begun) * 1000


def p95(times: Sequence[float]) -> float:
    """The time that nineteen in twenty visits keep to."""
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def _page(visit: Visit, client: Client, times: Sequence[Sequence[float]]) -> Page:
    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["audit"]) as noted,
    ):
        content = client.get(visit.address).content
    own, raw, template = zip(*times, strict=True)
    return Page(
        name=visit.name,
        address=visit.address,
        who=visit.who,
        queries=_count(asked),
        audit_queries=_count(noted),
        median_ms=round(median(own), 2),
        p95_ms=round(p95(own), 2),
        html_bytes=len(content),
        gzip_bytes=len(gzip.compress(content, 6)),
        raw_ms=round(median(raw), 2),
        template_ms=round(median(template), 2),
        of_raw=_share(raw, own),
        of_template=_share(template, own),
    )


def _share(limit: Sequence[float], own: Sequence[float]) -> float:
    """Which part of the limit's speed a page reaches: the median over the rounds."""
    return round(median(least / took for least, took in zip(limit, own, strict=True)), 3)


def _count(captured: CaptureQueriesContext) -> int:
    """The queries, without what only frames a transaction."""
    statements = (query["sql"] for query in captured.captured_queries)
    return sum(not sql.startswith(FRAMES) for sql in statements)
