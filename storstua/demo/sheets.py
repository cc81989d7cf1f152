"""The demo's spreadsheets for the day they are loaded on: days moved, and this year added."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from storstua.demo.scenery import AreaPlan, Scenery

# Of last year's activities every third happens again this year.
AGAIN = 3

type Line = dict[str, str]


def sheet_for(place: Scenery, kind: str, today: date) -> bytes:
    """One spreadsheet (supporters, requests or activities) as the office would send it today."""
    lines = list(csv.DictReader(io.StringIO(place.sheet(kind))))
    return _written(_READY[kind](lines, place, today))


def with_wider_areas(lines: Sequence[Line], areas: Sequence[AreaPlan]) -> list[Line]:
    """Supporters with the areas for minors and families that their experience gives them."""
    for_minors = [area.code for area in areas if area.is_for_minors]
    for_families = [area.code for area in areas if area.is_for_families]
    changed = []
    for line in lines:
        codes = line["areas"].split("|")
        if line["minors_approved"] == "yes":
            codes += for_minors
        if line["role"] in {"relative", "parent"}:
            codes += for_families
        changed.append(line | {"areas": "|".join(dict.fromkeys(codes))})
    return changed


def moved_by_days(lines: Sequence[Line], column: str, newest: date) -> list[Line]:
    """The lines with all days moved alike, so that the newest is `newest`."""
    by = newest - max(date.fromisoformat(line[column]) for line in lines)
    return [line | {column: (date.fromisoformat(line[column]) + by).isoformat()} for line in lines]


def moved_by_years(lines: Sequence[Line], column: str, last_year: int) -> list[Line]:
    """The lines moved by whole years, so that the last of them falls into `last_year`."""
    by = last_year - max(date.fromisoformat(line[column]).year for line in lines)
    return [
        line | {column: years_later(date.fromisoformat(line[column]), by).isoformat()}
        for line in lines
    ]


def with_this_year(lines: Sequence[Line], column: str, today: date) -> list[Line]:
    """The lines, and some of last year's once more in this year, up to today."""
    again = []
    for number, line in enumerate(lines):
        day = years_later(date.fromisoformat(line[column]), 1)
        if number % AGAIN == 0 and date(today.year, 1, 1) <= day <= today:
            again.append(line | {"id": f"B{line['id'][1:]}", column: day.isoformat()})
    return [*lines, *again]


def years_later(day: date, years: int) -> date:
    """The same day some years later (or earlier); 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _supporters(lines: Sequence[Line], place: Scenery, today: date) -> list[Line]:
    return with_wider_areas(lines, place.areas)


def _requests(lines: Sequence[Line], place: Scenery, today: date) -> list[Line]:
    return moved_by_days(lines, "received_on", today - timedelta(days=1))


def _activities(lines: Sequence[Line], place: Scenery, today: date) -> list[Line]:
    return with_this_year(moved_by_years(lines, "date", today.year - 1), "date", today)


_READY: dict[str, Callable[[Sequence[Line], Scenery, date], list[Line]]] = {
    "supporters": _supporters,
    "requests": _requests,
    "activities": _activities,
}


def _written(lines: Iterable[Line]) -> bytes:
    rows = list(lines)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
