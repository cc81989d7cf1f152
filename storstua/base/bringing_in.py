"""Writes what many subjects bring at once, table by table, and remembers how to take it back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, Self
from uuid import UUID

from django.db import models

from storstua.base.record import Record

BATCH = 1000
NEW, CHANGED, UNCHANGED, FAULT = "new", "changed", "unchanged", "fault"

type Tables = Sequence[type[Record]]
type Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Were:
    """Values that stood in a row before; `version` is the row's own after the change."""

    table: str
    id: int
    version: int
    values: Plain


@dataclass(slots=True)
class Trace:
    """What became of one subject: rows made (table -> ids), values changed, rows taken away."""

    made: dict[str, list[int]] = field(default_factory=dict)
    were: list[Were] = field(default_factory=list)
    gone: list[tuple[str, Plain]] = field(default_factory=list)

    def as_plain(self) -> Plain:
        """The trace as JSON can keep it."""
        return {
            "made": self.made,
            "were": [[each.table, each.id, each.version, each.values] for each in self.were],
            "gone": self.gone,
        }

    @classmethod
    def from_plain(cls, kept: Plain) -> Self:
        """The trace that `as_plain` gave."""
        return cls(
            made=kept["made"],
            were=[Were(*each) for each in kept["were"]],
            gone=[(table, values) for table, values in kept["gone"]],
        )


@dataclass(slots=True)
class Judged:
    """What becomes of one line: NEW, CHANGED, UNCHANGED or FAULT, and for whom (`key`).

    `fields` are the columns that change. `fault` is (code, column, details); `marks` are pairs of
    a code and the name of someone alike. `trace` is there when the line has been written.
    """

    line: int
    outcome: str
    key: UUID | None = None
    fields: tuple[str, ...] = ()
    fault: tuple[str, str, Mapping[str, str]] | None = None
    marks: tuple[tuple[str, str], ...] = ()
    trace: Trace | None = None


class Batch:
    """Gathers rows to make, change and take away, each for the line that asks for it."""

    def __init__(self, tables: Tables) -> None:
        """`tables` are in the order in which rows are made: what others point to comes first."""
        self.tables = tables
        self._made: dict[type[Record], list[tuple[int, Record]]] = {each: [] for each in tables}
        self._gone: dict[type[Record], list[tuple[int, Record]]] = {each: [] for each in tables}
        self._changed: dict[tuple[type[Record], int], tuple[int, Record, Plain]] = {}

    def make(self, line: int, row: Record) -> None:
        """A row that is new."""
        self._made[type(row)].append((line, row))

    def remove(self, line: int, row: Record) -> None:
        """A row that is taken away."""
        self._gone[type(row)].append((line, row))

    def change(self, line: int, row: Record, **values: object) -> tuple[str, ...]:
        """Set values on a row that exists; returns the names of those that were different."""
        different = tuple(name for name, value in values.items() if getattr(row, name) != value)
        if different:
            _line, _row, before = self._changed.setdefault((type(row), row.pk), (line, row, {}))
            for name in different:
                before.setdefault(name, plain(row, name))
                setattr(row, name, values[name])
        return different

    def write(self) -> dict[int, Trace]:
        """Write everything, a few statements for each table; returns the traces by line."""
        traces: dict[int, Trace] = {}
        for table in reversed(self.tables):
            for line, row in self._gone[table]:
                trace = traces.setdefault(line, Trace())
                trace.gone.append((table._meta.label, whole(row)))
            erase(table, [row.pk for _line, row in self._gone[table]])
        for table in self.tables:
            self._write_changed(table, traces)
            insert(table, [row for _line, row in self._made[table]])
            for line, row in self._made[table]:
                made = traces.setdefault(line, Trace()).made
                made.setdefault(table._meta.label, []).append(row.pk)
        return traces

    def _write_changed(self, table: type[Record], traces: dict[int, Trace]) -> None:
        mine = [each for (kind, _id), each in self._changed.items() if kind is table]
        for line, row, before in mine:
            row.version += 1
            were = Were(table._meta.label, row.pk, row.version, before)
            traces.setdefault(line, Trace()).were.append(were)
        update(table, [row for _line, row, _b in mine], {name for *_rest, b in mine for name in b})


class Judge(Protocol):
    """Judges the lines of a file; `batch` then holds all that they bring."""

    batch: Batch

    def all(self) -> list[Judged]:
        """The judgement of every line, in order."""


def bring_in(judge: Judge) -> tuple[list[Judged], str]:
    """Write what the lines bring; returns them with their traces, and how many are new, changed."""
    judged = judge.all()
    traces = judge.batch.write()
    new, changed = (sum(each.outcome == word for each in judged) for word in (NEW, CHANGED))
    said = [replace(each, trace=traces.get(each.line)) for each in judged]
    return said, f"{new} new, {changed} changed"


def plain(row: Record, name: str) -> Any:
    """A value of a row as JSON can keep it."""
    column = row._meta.get_field(name)
    assert isinstance(column, models.Field)
    if getattr(row, column.attname) is None:
        return None
    if isinstance(column, models.ForeignKey | models.JSONField):
        return column.value_from_object(row)
    return column.value_to_string(row)


def whole(row: Record) -> Plain:
    """All values of a row."""
    return {each.attname: plain(row, each.name) for each in row._meta.concrete_fields}


def put_back(row: Record, values: Plain) -> None:
    """Set kept values on a row, unsaved."""
    for name, value in values.items():
        column = row._meta.get_field(name)
        assert isinstance(column, models.Field)
        setattr(row, column.attname, None if value is None else column.to_python(value))


def update(table: type[Record], rows: Sequence[Record], names: Collection[str]) -> None:
    """Save these fields of many rows that exist, and their versions."""
    if rows:
        table._base_manager.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=[table._meta.pk.name],
            update_fields=sorted({*names, "version"}),
        )


def insert(table: type[Record], rows: Sequence[Record]) -> None:
    """Save many new rows."""
    if rows:
        table._base_manager.bulk_create(rows, batch_size=BATCH)


def erase(table: type[Record], ids: Iterable[int]) -> None:
    """Delete many rows to which nothing points; if something does, the database refuses."""
    wanted = list(ids)
    if wanted:
        # Without Django's search for what else to delete: that is never meant here.
        rows = table._base_manager.filter(pk__in=wanted)
        rows._raw_delete(rows.db)
