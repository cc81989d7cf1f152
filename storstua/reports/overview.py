"""The grant report's first page: numbers that lead to their rows, and what is left to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storstua.activities.choices import What
from storstua.activities.counting import Result
from storstua.reports.report import Report, Totals
from storstua.reports.wording import code_words

type Link = Callable[[Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the address of the rows behind it; "" when there are none."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A type, how many there were, how many of them count, and its numbers."""

    label: str
    value: int
    part: int
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """How many rows something holds for, in words, and where they are."""

    count: str
    text: str
    url: str


def rows(report: Report, link: Link) -> list[Row]:
    """One row for each type of activity, with all, counting, not counting and open."""
    found = report.by_what.items()
    return [_row(str(What(what).label), totals, {"hva": what}, link) for what, totals in found]


def total_row(report: Report, link: Link) -> Row:
    """The sums."""
    return _row(_("Sum"), report.total, {}, link)


def _row(label: str, totals: Totals, query: Mapping[str, str], link: Link) -> Row:
    numbers = [_number(totals.activities, query, link)]
    for result in Result:
        # A day is what counts: one activity, or each of those in a bare number that was decided.
        number = totals.activity_days if result is Result.YES else totals.by_result[result]
        numbers.append(_number(number, {**query, "svar": result.value}, link))
    return Row(label, totals.activities, totals.counted, tuple(numbers))


def _number(number: int, query: Mapping[str, str], link: Link) -> Number:
    return Number(number, link(query) if number else "")


def to_decide(report: Report, link: Link) -> list[Remark]:
    """What is open: for each question how many rows, and the way to decide them."""
    return [
        Remark(_counted(count), code_words(code), link({"svar": "REVIEW", "hvorfor": code}))
        for code, count in report.reasons(Result.REVIEW)
    ]


def worth_a_look(report: Report, link: Link) -> list[Remark]:
    """What alone keeps rows out and may be missing in the log or among the appointments."""
    return [
        Remark(_counted(count), code_words(code), link({"svar": "NO", "hvorfor": code}))
        for code, count in report.worth_a_look()
    ]


def why_not(report: Report, link: Link) -> list[Remark]:
    """Why the others do not count, the most frequent reason first."""
    return [
        Remark(_counted(count), code_words(code), link({"svar": "NO", "hvorfor": code}))
        for code, count in report.reasons(Result.NO)
    ]


def _counted(count: int) -> str:
    return ngettext("%(count)s aktivitet", "%(count)s aktiviteter", count) % {"count": count}
