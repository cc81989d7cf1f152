"""Which column is which: headings in any order, in Norwegian or English, known without marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .delimited import Line
from .faults import Fault
from .kinds import Kind
from .words import fold

_LOOKED_AT = 30
_FEWEST = 2
_FEWEST_AGAIN = 3
# What is longer is a text; taking it apart letter by letter would take long.
_LONGEST_HEADING = 200
_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")

IGNORE = ""


@dataclass(frozen=True)
class Headings:
    """The heading line: its number and width, its cells as written, our field of each (or None)."""

    line: int
    width: int
    written: tuple[str, ...]
    fields: tuple[str | None, ...]
    faults: tuple[Fault, ...]

    @property
    def by_field(self) -> dict[str, str]:
        """Field → heading as the file writes it."""
        return {
            field: written
            for field, written in zip(self.fields, self.written, strict=True)
            if field is not None
        }

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings that are not used."""
        pairs = zip(self.fields, self.written, strict=True)
        return tuple(written for field, written in pairs if field is None and written)


def likeness[R](cells: Sequence[str], kind: Kind[R]) -> int:
    """How many different columns of the kind a line of cells names."""
    return len({field for cell in cells if (field := _field_of(cell, kind, sure=False))})


def find_line[R](lines: Sequence[Line], kind: Kind[R]) -> int | None:
    """The index of the heading line: the first of those that name most columns, None if none."""
    scores = [likeness(line.cells, kind) for line in lines[:_LOOKED_AT]]
    best = max(scores, default=0)
    return scores.index(best) if best >= _FEWEST else None


def is_heading_line[R](cells: Sequence[str], kind: Kind[R]) -> bool:
    """Whether a line below the headings only says them again, perhaps in another language."""
    filled = [cell for cell in cells if cell]
    if len(filled) < _FEWEST_AGAIN or not _field_of(filled[0], kind, sure=False):
        return False
    return likeness(filled, kind) * 3 >= len(filled) * 2


def read_headings[R](line: Line, kind: Kind[R], chosen: Mapping[str, str]) -> Headings:
    """What each column is. `chosen` (heading → field, or IGNORE) goes before our own reading.

    Faults: two columns that mean the same, and columns that are needed but not there.
    """
    fields = _assigned(line.cells, kind, chosen)
    faults = []
    first: dict[str, str] = {}
    for position, field in enumerate(fields):
        if field is None:
            continue
        if field in first:
            details = {"heading": first[field], "other": line.cells[position]}
            fault = _fault(line, line.cells[position], "twin_column", field, details)
            faults += [fault] if fault not in faults else []
        first.setdefault(field, line.cells[position])
    for alternatives in kind.needed:
        if not first.keys() & set(alternatives):
            heading = kind.column_of[alternatives[0]].heading
            faults.append(_fault(line, heading, "no_column", alternatives[0], {"heading": heading}))
    return Headings(line.number, line.width, line.cells, tuple(fields), tuple(faults))


def _fault(line: Line, column: str, code: str, field: str, details: Mapping[str, str]) -> Fault:
    return Fault(line.number, column, "", code, field, details)


def _assigned[R](
    cells: Sequence[str], kind: Kind[R], chosen: Mapping[str, str]
) -> list[str | None]:
    """The field of each column; unsure headings count only where no sure one is."""
    fields: list[str | None] = []
    for cell in cells:
        if cell in chosen:
            fields.append(chosen[cell] if chosen[cell] in kind.column_of else None)
        else:
            fields.append(_field_of(cell, kind, sure=True))
    taken = {field for field in fields if field}
    for position, cell in enumerate(cells):
        if fields[position] is None and cell not in chosen:
            unsure = _field_of(cell, kind, sure=False)
            if unsure not in taken:
                fields[position] = unsure
    return fields


def _field_of[R](cell: str, kind: Kind[R], *, sure: bool) -> str | None:
    """The field a heading means, whole or without what stands in brackets."""
    if len(cell) > _LONGEST_HEADING:
        return None
    for name in dict.fromkeys((fold(cell), fold(_IN_BRACKETS.sub("", cell)))):
        for column in kind.columns if name else ():
            if name in column.folded_names or (not sure and name in column.folded_also):
                return column.field
    return None
