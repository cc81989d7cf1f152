"""Reads a CSV file as offices keep it: encoding, separator, headings in any order, empty lines."""

import codecs
import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from .fault import Fault, UnusableError

LARGEST_FILE = 32 * 1024 * 1024  # bytes
SEPARATORS = ",;\t"
WHOLE_ROW = "(whole row)"
WHOLE_FILE = "(whole file)"


@dataclass(frozen=True, slots=True)
class Line:
    """One row with the number of the line it begins on and its cells by heading."""

    number: int
    cells: Mapping[str, str]


def read_sheet(path: str, wanted: Collection[str]) -> tuple[list[Line], list[Fault]]:
    """Return the rows with their wanted cells, trimmed, and the faults of single rows.

    Other columns are left out. Raises UnusableError when the file cannot be read at all or lacks
    a wanted column.
    """
    text = _decoded(_bytes_of(path))
    rows, faults = _rows(text, _separator(text, wanted))
    if not rows:
        raise UnusableError(*faults or [Fault(1, WHOLE_FILE, "the file is empty")])
    (heading_number, headings), *rest = rows
    places = _places(heading_number, headings, wanted)
    lines = []
    for number, cells in rest:
        if any(cell.strip() for cell in cells[len(headings) :]):
            reason = f"{len(cells)} cells under {len(headings)} headings; is a separator unquoted?"
            faults.append(Fault(number, WHOLE_ROW, reason))
            continue
        cells += [""] * (len(headings) - len(cells))
        lines.append(Line(number, {name: cells[at].strip() for name, at in places.items()}))
    return lines, faults


def _bytes_of(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UnusableError(Fault(1, WHOLE_FILE, f"cannot open {path!r}: {why}")) from error
    if len(raw) > LARGEST_FILE:
        raise UnusableError(Fault(1, WHOLE_FILE, f"larger than {LARGEST_FILE} bytes"))
    return raw


def _decoded(raw: bytes) -> str:
    """Return the text, from UTF-16 with a mark, UTF-8 with or without one, or Windows-1252."""
    if raw.startswith(b"PK\x03\x04"):
        raise UnusableError(Fault(1, WHOLE_FILE, "a workbook or archive; save it as CSV"))
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    place = 0
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
            continue
        if "\0" not in text:
            return text
    number = raw.count(b"\n", 0, place) + 1
    raise UnusableError(Fault(number, WHOLE_FILE, "not a text file in UTF-8 or Windows-1252"))


def _separator(text: str, wanted: Collection[str]) -> str:
    """Return the separator under which the first line holds most of the wanted headings."""
    lines = (line for line in io.StringIO(text, newline="") if line.strip())
    first = next((line for line in lines if not _is_hint(line)), "")
    return max(
        SEPARATORS, key=lambda mark: len(set(map(_heading, first.split(mark))).intersection(wanted))
    )


def _is_hint(text: str) -> bool:
    """Return whether this is the line `sep=;` that Excel reads as the name of the separator."""
    return text.lower().startswith("sep=")


def _rows(text: str, separator: str) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """Return the rows that are not empty; a broken quotation ends them with a fault."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and (rows or not _is_hint(cells[0])):
                rows.append((number, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        return rows, [Fault(number, WHOLE_ROW, f"not readable as CSV ({error})")]
    return rows, []


def _places(number: int, headings: list[str], wanted: Collection[str]) -> dict[str, int]:
    names = [_heading(cell) for cell in headings]
    faults = []
    for name in wanted:
        if names.count(name) > 1:
            faults.append(Fault(number, name, "this column stands more than once"))
        elif name not in names:
            faults.append(Fault(number, name, "this column is missing"))
    if faults:
        raise UnusableError(*faults)
    return {name: names.index(name) for name in wanted}


def _heading(cell: str) -> str:
    return cell.strip().strip('"').strip().lower()
