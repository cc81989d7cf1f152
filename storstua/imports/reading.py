"""Reads a file of one kind: which rows can go in, what is wrong with the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .delimited import Line
from .doubles import blame_doubles, marked
from .faults import Fault
from .headings import Headings, find_line, is_heading_line, likeness, read_headings
from .kinds import KINDS, Kind, Row
from .kinds.row import ReadRow
from .known import Known
from .row_reader import RowReader
from .sheets import Sheet, open_sheets
from .unreadable import MOST_ROWS, Unreadable


@dataclass(frozen=True)
class Reading[R]:
    """What a file said.

    `rows` are the good ones and `faults` all faults, both in the order of the file; `count` is
    the number of rows, good and faulty. `originals` are the cells of each row as written, by
    line, under `headings`. When the headings themselves have faults there are no rows.
    """

    kind: str
    filename: str
    sheet: str
    headings: Headings
    rows: tuple[R, ...]
    faults: tuple[Fault, ...]
    count: int
    originals: Mapping[int, tuple[str, ...]]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings of columns that are not used."""
        return self.headings.ignored

    @property
    def faulty_lines(self) -> tuple[int, ...]:
        """The numbers of the lines with faults, each once."""
        return tuple(dict.fromkeys(fault.line for fault in self.faults))


def read(
    content: bytes,
    filename: str,
    kind: str,
    known: Known,
    *,
    chosen: Mapping[str, str] | None = None,
) -> Reading[Row]:
    """Read a CSV or XLSX file of `kind` (a key of KINDS) and judge each row.

    `chosen` says what a heading means where we would not know: heading → field, or "" to leave
    the column out. Raises Unreadable for a file that cannot be used as a whole.
    """
    return read_kind(content, filename, KINDS[kind], known, chosen=chosen)


def read_kind[R: ReadRow](
    content: bytes,
    filename: str,
    kind: Kind[R],
    known: Known,
    *,
    chosen: Mapping[str, str] | None = None,
) -> Reading[R]:
    """As `read`, with rows of the kind's own type."""
    sheets = open_sheets(content, lambda cells: likeness(cells, kind))
    sheet, at = _sheet_with_headings(sheets, kind)
    headings = read_headings(sheet.lines[at], kind, chosen or {})
    lines = tuple(_row_lines(sheet.lines[at + 1 :], headings, kind))
    if not lines:
        raise Unreadable("no_rows")
    if len(lines) > MOST_ROWS:
        raise Unreadable("too_many_rows")
    usable = () if headings.faults else lines
    read_rows: list[tuple[RowReader, R | None]] = [
        _read_line(line, headings, kind, known) for line in usable
    ]
    whole = [(reader, row) for reader, row in read_rows if row is not None]
    blame_doubles(kind, whole)
    return Reading(
        kind=kind.code,
        filename=filename,
        sheet=sheet.name,
        headings=headings,
        rows=marked(kind, [row for reader, row in whole if not reader.faults]),
        faults=(
            *headings.faults,
            *(fault for reader, _ in read_rows for fault in reader.faults),
        ),
        count=len(lines),
        originals={line.number: line.cells for line in lines},
    )


def _sheet_with_headings[R](sheets: Sequence[Sheet], kind: Kind[R]) -> tuple[Sheet, int]:
    """The one sheet that has headings of the kind, and the index of their line."""
    found = [(sheet, at) for sheet in sheets if (at := find_line(sheet.lines, kind)) is not None]
    if not found:
        raise Unreadable("no_headings")
    if len(found) > 1:
        most = max(likeness(sheet.lines[at].cells, kind) for sheet, at in found)
        found = [
            (sheet, at) for sheet, at in found if likeness(sheet.lines[at].cells, kind) == most
        ]
    if len(found) > 1:
        raise Unreadable("several_sheets", names=", ".join(sheet.name for sheet, _ in found))
    return found[0]


def _row_lines[R](lines: Sequence[Line], headings: Headings, kind: Kind[R]) -> Iterator[Line]:
    """The lines below the headings, without repeated headings; a line cut short is marked."""
    whole = sum(line.width >= headings.width for line in lines)
    mostly_whole = bool(headings.width) and whole * 2 > len(lines)
    for line in lines:
        if line.cells == headings.written or is_heading_line(line.cells, kind):
            continue
        is_cut = mostly_whole and line.width < headings.width and not line.broken
        yield replace(line, broken="too_few_cells") if is_cut else line


def _read_line[R: ReadRow](
    line: Line, headings: Headings, kind: Kind[R], known: Known
) -> tuple[RowReader, R | None]:
    """One row with its faults; no row at all when the line cannot be taken apart safely."""
    fields = zip(headings.fields, line.cells, strict=False)
    cells = {field: cell for field, cell in fields if field is not None}
    reader = RowReader(line.number, cells, headings.by_field)
    if broken := _broken(line, headings):
        column, value, code = broken
        reader.faults.append(Fault(line.number, column, value, code))
        return reader, None
    return reader, kind.build(reader, known)


def _broken(line: Line, headings: Headings) -> tuple[str, str, str] | None:
    """(column, value, code) of what is wrong with the line as a whole, or None."""
    width = len(headings.written)
    filled = [position for position, cell in enumerate(line.cells) if cell]
    if len(filled) == 1 and len(headings.by_field) > 2 and filled[0] < width:
        return headings.written[filled[0]], line.cells[filled[0]], line.broken or "stray_line"
    if line.broken:
        return "", max(line.cells, key=len)[:200], line.broken
    if headings.width and len(line.cells) > headings.width:
        return headings.written[-1], line.cells[headings.width], "too_many_cells"
    return None
