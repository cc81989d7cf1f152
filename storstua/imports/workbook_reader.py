"""A small program of its own: XLSX on standard input, its written cells as JSON on output."""

import datetime
import io
import json
import resource
import sys
import zipfile
import zlib
from typing import BinaryIO

import python_calamine

MOST_MEMORY = 768 * 1024 * 1024
_MOST_SECONDS = 50
_MOST_ROWS = 100_100
_MOST_COLUMNS = 200
_MOST_TEXT = 60_000_000

_DAMAGE = (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error)

type Cell = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


class Refused(Exception):
    """A workbook beyond the limits; the argument is a code of `unreadable.REASONS`."""


def text_of(cell: Cell) -> str:
    """A cell as a person would write it: ISO days, whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)


def sheet_lines(sheet: python_calamine.CalamineSheet) -> list[tuple[int, list[str]]]:
    """The rows that hold something, as (row number from 1, cells up to the last written one)."""
    if sheet.start is None:
        return []
    lines = []
    size = 0
    for number, row in enumerate(sheet.to_python(), start=sheet.start[0] + 1):
        cells = [text_of(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        lines.append((number, cells))
        size += sum(map(len, cells))
        if len(cells) > _MOST_COLUMNS:
            raise Refused("too_many_columns")
        if len(lines) > _MOST_ROWS:
            raise Refused("too_many_rows")
        if size > _MOST_TEXT:
            raise Refused("too_heavy")
    return lines


def read_workbook(content: BinaryIO) -> dict[str, object]:
    """{"sheets": [(name, lines)]} of the visible sheets, or {"refused": code}."""
    try:
        if not _is_whole(content):
            return {"refused": "broken"}
        workbook = python_calamine.CalamineWorkbook.from_filelike(content)
        visible = [
            meta.name
            for meta in workbook.sheets_metadata
            if meta.visible == python_calamine.SheetVisibleEnum.Visible
            and meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        return {
            "sheets": [(name, sheet_lines(workbook.get_sheet_by_name(name))) for name in visible]
        }
    except Refused as refused:
        return {"refused": str(refused)}
    except python_calamine.PasswordError:
        return {"refused": "locked"}
    except (*_DAMAGE, ValueError, OverflowError, OSError, EOFError, NotImplementedError):
        return {"refused": "broken"}
    except MemoryError:
        return {"refused": "too_heavy"}


def _is_whole(content: BinaryIO) -> bool:
    """Whether each part of the archive can be unpacked and has the sum it says."""
    with zipfile.ZipFile(content) as archive:
        first_damaged = archive.testzip()
    content.seek(0)
    return first_damaged is None


def main() -> int:
    """Bound what this process may take, then read and answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(read_workbook(io.BytesIO(sys.stdin.buffer.read())), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
