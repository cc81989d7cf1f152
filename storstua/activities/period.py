"""Spans of time that lists and reports are about: a year, a quarter or a month of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1990, 2100
QUARTERS = {
    "k1": _("1. kvartal"),
    "k2": _("2. kvartal"),
    "k3": _("3. kvartal"),
    "k4": _("4. kvartal"),
}

type Choices = list[tuple[str, str | Promise]]


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; `code` is "", a quarter (k1–k4) or a month (1–12)."""

    year: int
    code: str = ""

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self._months[0], 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = self._months[-1]
        after = date(self.year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=1)

    @property
    def _months(self) -> Sequence[int]:
        if self.code.startswith("k"):
            start = int(self.code[1]) * 3 - 2
            return range(start, start + 3)
        return [int(self.code)] if self.code else range(1, 13)


def part_choices() -> Choices:
    """The parts of a year to choose among: all of it, quarters, months."""
    months = [(str(number), name.capitalize()) for number, name in month_names()]
    return [("", _("Hele året")), *QUARTERS.items(), *months]


def month_names() -> list[tuple[int, str]]:
    """The numbers and names of the months, in the language of the page."""
    return [(number, str(MONTHS[number])) for number in range(1, 13)]


def year_choices(today: date, years: int) -> Choices:
    """This year and those before it, as many as are kept."""
    return [(str(year), str(year)) for year in range(today.year, today.year - years - 1, -1)]
