"""Reads the cells of one row and notes a fault for each that cannot be read."""

import re
from collections.abc import Callable, Collection
from datetime import date

from .faults import Fault, quoted
from .table import Line

LARGEST = 1_000_000
YES = {"yes", "ja", "true", "1", "x"}
NO = {"", "no", "nei", "false", "0"}


class Cells:
    """One row of a file; a column that the file does not have reads as an empty cell."""

    def __init__(self, file: str, line: Line) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._line = line

    def text(self, column: str) -> str:
        """The cell as it stands."""
        return self._line.cells.get(column, "")

    def name(self, column: str) -> str:
        """A cell that must not be empty."""
        return self._read(column, _filled, "")

    def words(self, column: str) -> tuple[str, ...]:
        """The words between the bars, each once, in their order."""
        words = (word.strip() for word in self.text(column).split("|"))
        return tuple(dict.fromkeys(word for word in words if word))

    def word_of(self, column: str, known: Collection[str], otherwise: str = "") -> str:
        """One of the known words, or `otherwise` for an empty cell."""
        return self._read(column, lambda cell: _known(cell or otherwise, known), otherwise)

    def words_of(self, column: str, known: Collection[str]) -> tuple[str, ...]:
        """Known words between bars."""
        return self._read(
            column, lambda _: tuple(_known(word, known) for word in self.words(column)), ()
        )

    def number(self, column: str, otherwise: int | None = None) -> int:
        """A whole number from 0; an empty cell is a fault unless `otherwise` is given."""
        if otherwise is not None and not self.text(column):
            return otherwise
        return self._read(column, lambda cell: _number(_filled(cell)), 0)

    def yes(self, column: str) -> bool:
        """Yes or no; an empty cell is no."""
        return self._read(column, _yes, False)

    def year(self, column: str) -> int | None:
        """A year of four digits, or None for an empty cell."""
        return self._read(column, _year, None)

    def day(self, column: str) -> date | None:
        """A date as 2026-10-17 or 17.10.2026, or None for an empty cell."""
        return self._read(column, _day, None)

    def _read[T](self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        try:
            return reader(self.text(column))
        except ValueError as reason:
            self.faults.append(Fault(self._file, self._line.number, column, str(reason)))
            return otherwise


def _filled(cell: str) -> str:
    if not cell:
        raise ValueError("the cell is empty")
    return cell


def _known(cell: str, known: Collection[str]) -> str:
    word = cell.lower()
    if word not in known:
        raise ValueError(f"{quoted(cell)} is not one of {', '.join(sorted(filter(None, known)))}")
    return word


def _number(cell: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", cell) or int(cell) > LARGEST:
        raise ValueError(f"{quoted(cell)} is not a whole number from 0 to {LARGEST}")
    return int(cell)


def _yes(cell: str) -> bool:
    word = cell.lower()
    if word not in YES | NO:
        raise ValueError(f"{quoted(cell)} is not yes or no")
    return word in YES


def _year(cell: str) -> int | None:
    if not cell:
        return None
    if not re.fullmatch(r"(18|19|20)[0-9]{2}", cell):
        raise ValueError(f"{quoted(cell)} is not a year")
    return int(cell)


def _day(cell: str) -> date | None:
    if not cell:
        return None
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", cell)
    turned = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", cell)
    parts = found.groups() if found else turned.groups()[::-1] if turned else ()
    try:
        return date(*map(int, parts))
    except (TypeError, ValueError):
        raise ValueError(f"{quoted(cell)} is not a date") from None
