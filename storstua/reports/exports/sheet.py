"""A sheet as plain values, whatever file it goes into."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

type Cell = str | int | date | None
type Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide the column is, in letters."""

    heading: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings and rows; each row has one cell for each column."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def said(sheet: Sheet, say: Say) -> Sheet:
    """The sheet with every text said the organisation's way."""
    return Sheet(
        say(sheet.title),
        [Column(say(column.heading), column.width) for column in sheet.columns],
        [[say(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows],
    )
