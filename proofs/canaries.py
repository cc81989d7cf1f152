"""Nothing readable at rest: plants a mark in each protected field through the pages, then looks.

    .venv/bin/python -m proofs.canaries [--without-seals]

Starts an installation of its own, writes a unique mark into every protected field the way people
do, and searches what lies on disk for it: database files, log and everything else in the data
folder, a dump, temporary folders. `--without-seals` takes the sealing out, and must find them.
"""

import argparse
import base64
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import psycopg

from proofs.fields import FIELDS, new_marks
from storstua.launcher.binaries import candidates
from storstua.launcher.session import around_command

PROMISE = "G7 nothing readable at rest"


def main() -> int:
    """Plant, look, print one line; 1 when a mark is found."""
    parser = argparse.ArgumentParser(description="plants marks and looks for them on disk")
    parser.add_argument("--without-seals", action="store_true")
    options = parser.parse_args()
    marks = new_marks()
    before = set(_files(Path(tempfile.gettempdir())))
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
        # PostgreSQL may have an account of its own, which must be able to pass.
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        with around_command("backup", data), ExitStack() as without:
            if options.without_seals:
                _take_seals_out(without)
            # Only now does Django know where its tables are.
            planted: set[str] = importlib.import_module("proofs.planting").plant(marks)
            dump = _dump(Path(folder) / "dump.sql")
        looked = [dump, *_files(data)]
        looked += set(_files(Path(tempfile.gettempdir()))) - before - set(_files(Path(folder)))
        found = sorted({field for path in looked for field in _hits(path, marks)})
    if not any("pg_wal" in path.parts for path in looked):
        print("the database's own files were not looked at", file=sys.stderr)
        return 1
    said = f"{len(found)} found in {len(looked)} files" + "".join(f"; {each}" for each in found)
    missing = sorted(FIELDS.keys() - planted)
    said += f"; not planted: {', '.join(missing)}" if missing else ""
    print(f"{PROMISE} | {len(planted)} marks, 0 found | {said}")
    return int(bool(found or missing))


def _take_seals_out(stack: ExitStack) -> None:
    """Let what is to be sealed lie as it is."""
    vault = "storstua.vault"
    for name, instead in (
        (
            f"{vault}.sealing.seal_with_nonce",
            lambda plain, lock, nonce: b"".join((lock.head, nonce, plain, b"\x80", b"t" * 16)),
        ),
        (f"{vault}.sealing._decrypted", lambda _lock, _nonce, body: body[:-16]),
        (f"{vault}.files._Chain.sealed", lambda _self, chunk, _index, last: chunk + b"t" * 16),
        (f"{vault}.files._Chain.opened", lambda _self, chunk, _index, last: chunk[:-16]),
    ):
        stack.enter_context(patch(name, instead))


def _dump(path: Path) -> Path:
    """The whole database as text, after everything has been written to its files."""
    url = os.environ["DATABASE_BACKUP_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("checkpoint")
    program = next(each / "pg_dump" for each in candidates() if (each / "pg_dump").exists())
    subprocess.run([program, "--file", path, url], check=True)
    return path


def _files(folder: Path) -> Iterator[Path]:
    """Every plain file below a folder that can be read."""
    for found, _folders, names in folder.walk(on_error=lambda _fault: None):
        yield from (found / name for name in names)


def _hits(path: Path, marks: dict[str, str]) -> Iterator[str]:
    """The fields whose mark stands in a file: as text, in hexadecimal, or in Base64."""
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return
    for field, mark in marks.items():
        plain = mark.encode()
        if any(each in content for each in (plain, plain.hex().encode(), *_in_base64(plain))):
            yield field


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """The letters that stand for all of it alone, at each of the three places in a group."""
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + plain)
        yield coded[-(-shift * 8 // 6) : (shift + len(plain)) * 8 // 6]


if __name__ == "__main__":
    sys.exit(main())
