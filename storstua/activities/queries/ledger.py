"""The grant ledger: each activity of a year with its verdict; three queries however many rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef

from storstua.activities.choices import What, what_of
from storstua.activities.counting import (
    Code,
    Kind,
    Mode,
    Record,
    Result,
    Ruleset,
    Verdict,
    judge,
    ruleset_for,
)
from storstua.activities.models import Activity, ActivitySupporter
from storstua.activities.models.activity import Activities
from storstua.activities.period import Period
from storstua.supporters import queries as supporters
from storstua.supporters.queries import Term

NAMED = ArraySubquery(
    ActivitySupporter.objects.filter(activity=OuterRef("pk"))
    .order_by("supporter_id")
    .values("supporter_id")
)
FIELDS = (
    "id",
    "key",
    "office_id",
    "done_on",
    "type",
    "mode",
    "country",
    "municipality",
    "county",
    "branch_name",
    "records",
    "is_month_count",
    "minutes",
    "pax",
    "led_by_supporter",
    "is_own_event",
    "kind",
    "named",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """An activity as the ledger reads it; `named` are the ids of the supporters who took part."""

    id: int
    key: UUID
    office_id: str
    done_on: date
    type: str
    mode: str
    country: str
    municipality: str
    county: str
    branch_name: str | None
    records: int
    is_month_count: bool
    minutes: int
    pax: int
    led_by_supporter: bool
    is_own_event: bool
    kind: str
    named: tuple[int, ...]

    @property
    def what(self) -> What:
        """What people call it."""
        return what_of(self.type, self.mode)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An activity, the id of the rule set that judged it ("" when none holds) and the verdict."""

    fact: Fact
    ruleset_id: str
    verdict: Verdict


def ledger(organisation_id: int, year: int) -> list[LedgerRow]:
    """Every activity of a year with its verdict, by day; what was taken back is not among them."""
    period = Period(year)
    rows = Activity.objects.standing().filter(organisation_id=organisation_id)
    return judged(rows.between(period.first, period.last).order_by("done_on", "id"))


def judged(rows: Activities) -> list[LedgerRow]:
    """The rows with their verdicts, in the same order.

    An activity is led by an approved supporter when a supporter led it and one who took part was
    appointed that day; for a bare month count, on the first or the last day of the month.
    """
    facts = facts_of(rows)
    terms = supporters.terms_of({each for fact in facts for each in fact.named})
    return [judged_fact(fact, terms) for fact in facts]


def judged_fact(fact: Fact, terms: Mapping[int, tuple[Term, ...]]) -> LedgerRow:
    """One activity with its verdict; `terms` has the appointments of those who took part."""
    ruleset = ruleset_for(fact.done_on)
    return LedgerRow(fact, ruleset.id if ruleset else "", _verdict(fact, ruleset, terms))


def with_facts(rows: Activities) -> Activities:
    """The rows with what a fact holds beside the row itself, in the same query."""
    return rows.annotate(branch_name=F("branch__name"), named=NAMED)


def fact_in(activity: Activity) -> Fact:
    """The fact of an activity that was read `with_facts`."""
    return fact_of(attrgetter(*FIELDS)(activity))


def facts_of(rows: Activities) -> list[Fact]:
    """The rows as facts, in the same order; one query."""
    return [fact_of(row) for row in with_facts(rows).values_list(*FIELDS)]


def fact_of(row: tuple[Any, ...]) -> Fact:
    """The fact of a row that was read as FIELDS."""
    fixed: tuple[Any, ...] = (*row[:-1], tuple(row[-1]))
    return Fact(*fixed)


def _verdict(fact: Fact, ruleset: Ruleset | None, terms: Mapping[int, tuple[Term, ...]]) -> Verdict:
    if ruleset is None:
        return Verdict(Result.REVIEW, None, (Code.NO_RULESET,))
    led = fact.led_by_supporter and _was_appointed(fact, terms)
    verdict = judge(_record(fact, led), ruleset)
    if fact.is_month_count and verdict.result is Result.YES:
        # What the funder asks for each visit is not known of any of them.
        return Verdict(Result.REVIEW, None, (Code.ONLY_A_NUMBER,), verdict.warnings)
    return verdict


def _record(fact: Fact, led: bool) -> Record:
    return Record(
        type=fact.type,
        mode=Mode(fact.mode),
        country=fact.country,
        minutes=fact.minutes,
        participants=fact.pax,
        led_by_approved_supporter=led,
        own_event=fact.is_own_event,
        kind=Kind(fact.kind),
    )


def _was_appointed(fact: Fact, terms: Mapping[int, tuple[Term, ...]]) -> bool:
    days = [fact.done_on]
    if fact.is_month_count:
        days.append(Period(fact.done_on.year, str(fact.done_on.month)).last)
    return any(_covers(terms.get(each, ()), days) for each in fact.named)


def _covers(terms: Iterable[Term], days: Iterable[date]) -> bool:
    return any(term.covers(day) for term in terms for day in days)
