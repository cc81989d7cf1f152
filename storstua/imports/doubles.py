"""Rows of one file that are the same row twice, and rows that someone should look at."""

from collections.abc import Sequence
from dataclasses import replace

from .faults import Mark
from .kinds import Kind
from .kinds.row import ReadRow
from .row_reader import RowReader


def blame_doubles[R: ReadRow](kind: Kind[R], read: Sequence[tuple[RowReader, R]]) -> None:
    """Give each later row of a pair one fault that names the line of the earlier one."""
    first: dict[tuple[str, str], int] = {}
    for reader, row in read:
        keys = kind.keys(row)
        for key in keys:
            earlier = first.get((key.code, key.value))
            if earlier is not None:
                reader.blame(key.field, key.code, line=str(earlier))
                break
        for key in keys:
            first.setdefault((key.code, key.value), reader.line)


def marked[R: ReadRow](kind: Kind[R], rows: Sequence[R]) -> tuple[R, ...]:
    """The good rows, the later of two that are alike with a mark that names the earlier."""
    first: dict[tuple[str, str], int] = {}
    found = []
    for row in rows:
        keys = kind.alike(row)
        marks = tuple(
            Mark(key.code, first[key.code, key.value])
            for key in keys
            if (key.code, key.value) in first
        )
        for key in keys:
            first.setdefault((key.code, key.value), row.line)
        found.append(replace(row, marks=marks) if marks else row)
    return tuple(found)
