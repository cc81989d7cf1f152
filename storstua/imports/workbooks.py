"""XLSX files: what is refused before opening, and the opening in a process of its own."""

import io
import json
import subprocess
import sys
import zipfile

from .delimited import Line
from .unreadable import Unreadable

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_MEMBERS = 2_000
_MOST_SECONDS = 60


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are an office file (of whatever kind), not text."""
    return content.startswith((*_ZIP_STARTS, _OLD_OFFICE_START))


def workbook_lines(content: bytes) -> list[tuple[str, list[Line]]]:
    """The visible sheets of an XLSX file as (name, lines); numbers are the sheet's own row numbers.

    The sizes in the archive are looked at first. Then a process with bounded memory and time
    opens it, so that no file, however made, can take the whole server down.
    """
    _refuse_before_opening(content)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "storstua.imports.workbook_reader"],
            input=content,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise Unreadable("too_heavy") from slow
    if done.returncode != 0:
        raise Unreadable("too_heavy" if done.returncode < 0 else "broken")
    answer = json.loads(done.stdout)
    if refused := answer.get("refused"):
        raise Unreadable(refused)
    return [
        (name, [Line(number, tuple(cells)) for number, cells in lines])
        for name, lines in answer["sheets"]
    ]


def _refuse_before_opening(content: bytes) -> None:
    """Raise Unreadable for old, locked, broken, foreign or swollen files."""
    if content.startswith(_OLD_OFFICE_START):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable("locked" if locked else "old_excel")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as fault:
        raise Unreadable("broken") from fault
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("locked")
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise Unreadable("other_format" if members else "broken")
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MOST_UNPACKED or len(members) > _MOST_MEMBERS:
        raise Unreadable("too_heavy")
