"""Text with separators: lines to cells, with the number of the line where each row starts."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .unreadable import MOST_COLUMNS, MOST_ROWS, Unreadable

SEPARATORS = (";", ",", "\t", "|")
_LOOKED_AT = 40
_LONGEST_RECORD = 200


@dataclass(frozen=True)
class Line:
    """One row as written; `number` counts from 1, `broken` is a fault code or empty.

    `width` is how many cells the line has, empty ones at the end included; 0 in a workbook.
    """

    number: int
    cells: tuple[str, ...]
    broken: str = ""
    width: int = 0


class _Feed:
    """Hands out lines, at most so many for one record: an open quote must not swallow the file."""

    def __init__(self, physical: Sequence[str], at: int) -> None:
        self.physical = physical
        self.at = at
        self.until = at

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self.at >= min(self.until, len(self.physical)):
            raise StopIteration
        self.at += 1
        return self.physical[self.at - 1]


def split_lines(
    physical: Sequence[str], separator: str, *, first: int = 0, most: int = MOST_ROWS + 100
) -> list[Line]:
    """The rows of a text file, from line index `first`; raises Unreadable beyond the limits.

    A row whose quotes do not fit is kept as a broken line, and reading goes on with the next.
    """
    found: list[Line] = []
    at = first
    while at < len(physical):
        feed = _Feed(physical, at)
        reader = csv.reader(feed, delimiter=separator, strict=True, skipinitialspace=True)
        at = _read_until_broken(reader, feed, found, most)
        if len(found) > most:
            if most >= MOST_ROWS:
                raise Unreadable("too_many_rows")
            return found
        if feed.at > at:
            found.append(_broken_line(physical[at], at, separator))
            at += 1
    return found


def _read_until_broken(
    reader: Iterator[list[str]], feed: _Feed, found: list[Line], most: int
) -> int:
    """Read rows into `found`; the index of the line after the last good row."""
    start = feed.at
    try:
        while start < len(feed.physical) and len(found) <= most:
            feed.until = start + _LONGEST_RECORD
            cells = next(reader)
            if any(cells):
                found.append(Line(start + 1, _bounded(cells), width=len(cells)))
            start = feed.at
    except csv.Error:
        return start
    return start


def _bounded(cells: list[str]) -> tuple[str, ...]:
    if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
        raise Unreadable("too_many_columns")
    return tuple(cells[:MOST_COLUMNS])


def _broken_line(written: str, index: int, separator: str) -> Line:
    """A line that cannot be taken apart safely, with its cells as well as they can be told."""
    code = "cell_too_long" if len(written) > csv.field_size_limit() else "open_quote"
    return Line(index + 1, tuple(written.split(separator)[:MOST_COLUMNS]), code)


def guess_separator(physical: Sequence[str], score: Callable[[Sequence[str]], int]) -> str:
    """The separator that gives the line most like headings, then the most even rows."""
    sample = physical[:_LOOKED_AT]

    def fitness(separator: str) -> tuple[int, int]:
        lines = split_lines(sample, separator, most=_LOOKED_AT)
        widths = Counter(len(line.cells) for line in lines if len(line.cells) > 1)
        return (
            max((score(line.cells) for line in lines), default=0),
            max(widths.values(), default=0),
        )

    return max(SEPARATORS, key=fitness)
