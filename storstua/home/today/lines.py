"""What the sentences of I dag are made of, and how all of them are asked for in one query."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, F, IntegerField, Min, QuerySet, UUIDField, Value
from django.db.models.functions import TruncDate
from django.urls import NoReverseMatch, reverse

from storstua.base.clock import OSLO
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.organisations.queries import Facts
from storstua.ui.menus import Text

MOST_ONE_BY_ONE = 20
NO_DAY = Value(None, output_field=DateField(null=True))
NO_KEY = Value(None, output_field=UUIDField(null=True))


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks at which organisation, and on what day."""

    viewer: Viewer
    organisation: Organisation
    facts: Facts
    on: date


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of I dag, with the page where it is dealt with; "" when there is none."""

    text: Text
    url: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that wait: how many, and the day of the first; `key` is set when each is told."""

    count: int
    day: date | None = None
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where one kind of line comes from: rows of another room, and how they are said.

    `counts` names what is counted, each once, `day` the date or moment to tell. With
    `one_by_one` each row is a line of its own.
    """

    name: str
    rows: Callable[[Sight], QuerySet[Any]]
    say: Callable[[Found], Line]
    counts: str = "pk"
    day: str = ""
    one_by_one: bool = False


def _counted(source: Source, rows: QuerySet[Any]) -> QuerySet[Any]:
    found: QuerySet[Any] = (
        rows.order_by()
        .annotate(line=Value(source.name))
        .values("line")
        .annotate(
            line_count=Count(source.counts, distinct=True),
            line_day=Min(source.day) if source.day else NO_DAY,
            line_key=NO_KEY,
        )
    )
    return found


def _one_by_one(source: Source, rows: QuerySet[Any]) -> QuerySet[Any]:
    found: QuerySet[Any] = (
        rows.order_by(source.day, "pk")
        .annotate(
            line=Value(source.name),
            line_count=Value(1, output_field=IntegerField()),
            line_day=TruncDate(source.day, tzinfo=OSLO),
            line_key=F("key"),
        )
        .values("line", "line_count", "line_day", "line_key")[:MOST_ONE_BY_ONE]
    )
    return found


def find(sources: Iterable[Source], sight: Sight) -> dict[str, list[Found]]:
    """What waits, by name of the source; all sources in one query."""
    parts = [
        (_one_by_one if source.one_by_one else _counted)(source, source.rows(sight)).values_list(
            "line", "line_count", "line_day", "line_key"
        )
        for source in sources
    ]
    found: dict[str, list[Found]] = {}
    first, *rest = parts
    for name, count, day, key in first.union(*rest, all=True) if rest else first:
        if count:
            found.setdefault(name, []).append(Found(count, day, key))
    return found


def lines(sources: Iterable[Source], sight: Sight) -> list[Line]:
    """The sentences, in the order of the sources; one query."""
    sources = tuple(sources)
    return said(sources, find(sources, sight))


def said(sources: Iterable[Source], found: Mapping[str, list[Found]]) -> list[Line]:
    """The sentences of some sources, in their order, of what was found of all."""
    return [source.say(each) for source in sources for each in found.get(source.name, [])]


def place(name: str, *args: object, query: str = "") -> str:
    """The address of a page, "" when it is not built."""
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{address}?{query}" if query else address
