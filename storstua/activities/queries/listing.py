"""The coordinators' list of activities: filtered, sorted, a page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from storstua.activities.choices import Kind, whats_in
from storstua.activities.counting import Result
from storstua.activities.models.activity import Activities
from storstua.activities.period import Period
from storstua.activities.queries.explaining import sentences
from storstua.activities.queries.ledger import FIELDS, Fact, fact_of, judged, with_facts
from storstua.activities.queries.people import NamedSupporter

PAGE = 50
ORDERS = {
    "dag": ("done_on", "id"),
    "-dag": ("-done_on", "-id"),
    "minutter": ("minutes", "id"),
    "-minutter": ("-minutes", "-id"),
    "deltakere": ("pax", "id"),
    "-deltakere": ("-pax", "-id"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list shows: "" and None leave a filter out. `what` is a code of What or Figure."""

    period: Period
    what: str = ""
    result: Result | None = None
    branch: UUID | None = None
    without_branch: bool = False
    supporter: UUID | None = None
    order: str = "-dag"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list, with its supporters' names and, when judged, why."""

    fact: Fact
    names: tuple[str, ...]
    reasons: tuple[str, ...] = ()

    @property
    def is_double(self) -> bool:
        """True when the row is marked as registered before."""
        return self.fact.kind == Kind.DUPLICATE


def wished(rows: Activities, wish: Wish) -> Activities:
    """The rows a list is about, in its order; the verdict is not asked here."""
    rows = rows.between(wish.period.first, wish.period.last)
    if whats := whats_in(wish.what):
        rows = rows.that_are(*whats)
    if wish.branch:
        rows = rows.filter(branch__key=wish.branch)
    if wish.without_branch:
        rows = rows.filter(branch=None)
    if wish.supporter:
        rows = rows.filter(supporters__supporter__key=wish.supporter)
    return rows.order_by(*ORDERS.get(wish.order, ORDERS["-dag"]))


def page_of(
    rows: Activities, wish: Wish, number: str | None, people: Mapping[int, NamedSupporter]
) -> tuple[Page[Any], list[Line]]:
    """A page of the list and its lines, in two queries however many rows."""
    rows = wished(rows, wish)
    if wish.result is None:
        found = Paginator(with_facts(rows).values_list(*FIELDS), PAGE).get_page(number)
        facts = map(fact_of, found)
        return found, [Line(fact, names_of(fact.named, people)) for fact in facts]
    fitting = [row for row in judged(rows) if row.verdict.result is wish.result]
    page = Paginator(fitting, PAGE).get_page(number)
    return page, [
        Line(row.fact, names_of(row.fact.named, people), sentences(row.verdict)) for row in page
    ]


def names_of(ids: Iterable[int], people: Mapping[int, NamedSupporter]) -> tuple[str, ...]:
    """The names of supporters by id; those the reader may not see are left out."""
    return tuple(people[each].name for each in ids if each in people)
