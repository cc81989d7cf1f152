"""One line of a file as it is kept for the pages: what stands in it, and what is to be said."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from storstua.base.bringing_in import Judged
from storstua.imports.faults import MARKS, Fault, lack_text
from storstua.imports.kinds.row import ReadRow

SHOWN_CELL = 300


@dataclass(frozen=True, slots=True)
class Line:
    """The cells as written (each cut at 300 signs), and codes of what is wrong, lacks or differs.

    `fields` are our names of the columns that change; `marks` are (code, filler of its sentence).
    """

    cells: Sequence[str]
    faults: Sequence[Fault] = ()
    lacks: Sequence[str] = ()
    marks: Sequence[tuple[str, str]] = field(default=())
    fields: Sequence[str] = ()

    @classmethod
    def of(cls, cells: Sequence[str], row: ReadRow, judged: Judged, faults: list[Fault]) -> Self:
        """What was read in a line, and what became of it."""
        marks = [(mark.code, str(mark.line)) for mark in row.marks]
        marks += [(f"stored_{code}", name) for code, name in judged.marks]
        return cls(cells, faults, row.lacks, marks, judged.fields)

    def as_plain(self) -> dict[str, Any]:
        """The line as JSON can keep it."""
        return {
            "cells": [cell[:SHOWN_CELL] for cell in self.cells],
            "faults": [
                asdict(fault) | {"value": fault.value[:SHOWN_CELL]} for fault in self.faults
            ],
            "lacks": list(self.lacks),
            "marks": list(self.marks),
            "fields": list(self.fields),
        }

    @classmethod
    def from_plain(cls, kept: dict[str, Any]) -> Self:
        """The line that `as_plain` gave."""
        return cls(
            cells=kept["cells"],
            faults=[Fault(**fault) for fault in kept["faults"]],
            lacks=kept["lacks"],
            marks=[(code, filler) for code, filler in kept["marks"]],
            fields=kept["fields"],
        )

    @property
    def has_something_to_say(self) -> bool:
        """True when the line has faults, lacks something or should be looked at."""
        return bool(self.faults or self.lacks or self.marks)

    @property
    def lack_texts(self) -> list[str]:
        """What lacks, in words."""
        return [lack_text(code) for code in self.lacks]

    @property
    def mark_texts(self) -> list[str]:
        """What someone should look at, in words."""
        return [str(MARKS[code]) % {"line": filler, "name": filler} for code, filler in self.marks]


def plain_fault(fault: Fault) -> dict[str, Any]:
    """A fault as JSON can keep it, with what the file wrote cut to what a page shows."""
    details = {name: value[:SHOWN_CELL] for name, value in fault.details.items()}
    cut = {"column": fault.column[:SHOWN_CELL], "value": fault.value[:SHOWN_CELL]}
    return asdict(fault) | cut | {"details": details}
