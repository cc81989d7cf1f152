"""Reads records to judge from a sheet with the columns of `storstua grant-check`.

A cell must hold one of the known words. A misspelt type, kind, mode, country or rule set is a
fault and not a record that does not count: judged silently it would cost the organisation points.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .countries import COUNTRIES
from .fault import Fault, UnusableError, quoted
from .record import ActivityType, Kind, Mode, Record
from .ruleset import Ruleset
from .sheet import Line, read_sheet
from .shelf import ruleset_named, rulesets

COLUMNS = (
    "id",
    "ruleset",
    "type",
    "mode",
    "country",
    "records",
    "minutes",
    "pax",
    "led_by_approved_lp",
    "kind",
    "own_event",
)
LARGEST = 999_999_999
SPELLINGS = {
    "oppsøkende": "oppsokende",
    "get-together": "sammenkomst",
    "get_together": "sammenkomst",
    "e-mail": "email",
    "ja": "yes",
    "nei": "no",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the sheet with its rule set; `id` and `ruleset_name` as the sheet has them."""

    id: str
    ruleset_name: str
    ruleset: Ruleset
    record: Record


def read_records(path: str) -> tuple[list[Row], list[Fault]]:
    """Return the rows to judge and all faults by line; a file that is no sheet is one fault."""
    try:
        lines, faults = read_sheet(path, COLUMNS)
    except UnusableError as unusable:
        return [], list(unusable.faults)
    rows = []
    for line in lines:
        cells = Cells(line)
        row = _row(cells)
        if row and not cells.faults:
            rows.append(row)
        faults += cells.faults
    return rows, sorted(faults, key=lambda fault: fault.line)


@dataclass
class Cells:
    """The cells of one line, which notes a fault for each that cannot be read."""

    line: Line
    faults: list[Fault] = field(default_factory=list)

    def read[T](self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        """Return what the reader makes of the cell, or note its ValueError as a fault."""
        value = self.line.cells[column]
        try:
            if not value:
                raise ValueError("the cell is empty")
            return reader(value)
        except ValueError as reason:
            self.faults.append(Fault(self.line.number, column, str(reason)))
            return otherwise


def _row(cells: Cells) -> Row | None:
    name = cells.read("id", str, "")
    ruleset = cells.read("ruleset", _ruleset, None)
    record = Record(
        type=cells.read("type", _word_of(ActivityType), ActivityType.OTHER),
        mode=cells.read("mode", _word_of(Mode), Mode.PHYSICAL),
        country=cells.read("country", _country, ""),
        records=cells.read("records", _whole_number(least=1), 1),
        minutes=cells.read("minutes", _whole_number(least=0), 0),
        participants=cells.read("pax", _whole_number(least=0), 0),
        led_by_approved_supporter=cells.read("led_by_approved_lp", _yes_or_no, False),
        kind=cells.read("kind", _word_of(Kind), Kind.NORMAL),
        own_event=cells.read("own_event", _yes_or_no, False),
    )
    return Row(name, cells.line.cells["ruleset"], ruleset, record) if ruleset else None


def _ruleset(value: str) -> Ruleset | None:
    found = ruleset_named(value)
    if found is None:
        raise _unknown(value, [known.short_name for known in rulesets()])
    return found


def _word_of[W: StrEnum](words: type[W]) -> Callable[[str], W]:
    """Return a reader of one of these words, in any case and with a few other spellings."""
    known: Mapping[str, W] = {word.value: word for word in words}

    def reader(value: str) -> W:
        word = value.lower()
        found = known.get(SPELLINGS.get(word, word))
        if found is None:
            raise _unknown(value, known)
        return found

    return reader


def _country(value: str) -> str:
    code = value.upper()
    if code not in COUNTRIES:
        raise ValueError(f"{quoted(value)} is not a country code of two letters, such as NO")
    return code


def _whole_number(least: int) -> Callable[[str], int]:
    def reader(value: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]+", value):
            raise ValueError(f"{quoted(value)} is not a whole number")
        digits = value.lstrip("+-0")
        if value.startswith("-") and digits:
            raise ValueError(f"{quoted(value)} is negative")
        if len(digits) > len(str(LARGEST)):
            raise ValueError(f"{quoted(value)} is larger than {LARGEST}")
        number = int(digits or "0")
        if number < least:
            raise ValueError(f"{quoted(value)} is less than {least}")
        return number

    return reader


def _yes_or_no(value: str) -> bool:
    word = SPELLINGS.get(value.lower(), value.lower())
    if word not in {"yes", "no"}:
        raise _unknown(value, ["yes", "no"])
    return word == "yes"


def _unknown(value: str, known: Iterable[str]) -> ValueError:
    return ValueError(f"{quoted(value)} is not one of {', '.join(known)}")
