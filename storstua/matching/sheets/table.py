"""From the bytes of a CSV file to rows of cells: encoding, separator, headings in any order."""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .faults import WHOLE_FILE, WHOLE_ROW, Fault, UnreadableError, quoted

SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of the line it begins on, and its trimmed cells by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings in small letters, the rows that are not empty, and what could not be read."""

    headings: tuple[str, ...]
    lines: list[Line]
    faults: list[Fault]


def read_table(path: str) -> Table:
    """Read a CSV file; one without any text has neither headings nor rows."""
    try:
        return _table(path, _rows(_decoded(_bytes_of(path))))
    except UnreadableError as error:
        return Table((), [], [Fault(path, error.line, error.column, error.reason)])


def _table(path: str, rows: Iterator[tuple[int, list[str]]]) -> Table:
    start, cells = next(rows, (1, []))
    headings = tuple(cell.lower().replace(" ", "_") for cell in cells)
    twice = {name: None for name in headings if name and headings.count(name) > 1}
    faults = [Fault(path, start, name, "this column stands more than once") for name in twice]
    lines = []
    try:
        for number, cells in rows:
            if any(cells[len(headings) :]):
                reason = f"{len(cells)} cells under {len(headings)} headings; a separator unquoted?"
                faults.append(Fault(path, number, WHOLE_ROW, reason))
            else:
                padded = cells + [""] * (len(headings) - len(cells))
                lines.append(Line(number, dict(zip(headings, padded, strict=False))))
    except UnreadableError as error:
        faults.append(Fault(path, error.line, error.column, error.reason))
    return Table(headings, lines, faults)


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(1, WHOLE_FILE, f"cannot be opened: {why}") from error


def _decoded(raw: bytes) -> str:
    """The text, from UTF-16 with a mark, UTF-8 with or without one, or Windows-1252."""
    if raw.startswith(b"PK\x03\x04"):
        raise UnreadableError(1, WHOLE_FILE, "a workbook or archive; save it as CSV")
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return unicodedata.normalize("NFC", text)
    raise UnreadableError(1, WHOLE_FILE, "not a text file in UTF-8 or Windows-1252")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 1
    try:
        for cells in reader:
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed) and not _is_hint(trimmed[0]):
                yield number, trimmed
            number = reader.line_num + 1
    except csv.Error as error:
        reason = f"not readable as CSV: {quoted(str(error))}"
        raise UnreadableError(number, WHOLE_ROW, reason) from error


def _separator(text: str) -> str:
    """The mark that stands most often in the headings."""
    lines = (line for line in io.StringIO(text) if line.strip() and not _is_hint(line))
    return max(SEPARATORS, key=next(lines, "").count)


def _is_hint(text: str) -> bool:
    """Whether this is the line `sep=;` that Excel reads as the name of the separator."""
    return text.lower().startswith("sep=")
