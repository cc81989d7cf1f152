"""pg_dump and pg_restore: those of the embedded server, of $PG_BIN, or of the system."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO
from urllib.parse import unquote, urlsplit

from storstua import vault
from storstua.launcher.binaries import candidates

PIECE_BYTES = 1024 * 1024
# Sessions, floods and keys of sent forms are left out: whoever signed in signs in anew.
LEFT_OUT = ("people_session", "base_cache", "base_attempts", "base_sent_form")


def program(name: str) -> str:
    """Where a program of PostgreSQL lies; raises CopyFault when it is nowhere."""
    for folder in candidates():
        if (folder / name).exists():
            return str(folder / name)
    if found := shutil.which(name):
        return found
    raise vault.CopyFault(f"{name} was not found: set PG_BIN to PostgreSQL's folder of programs.")


def dump(url: str) -> Iterator[bytes]:
    """The database's own dump, as it comes; raises CopyFault when it does not come whole."""
    left_out = [f"--exclude-table-data=public.{table}" for table in LEFT_OUT]
    command = [program("pg_dump"), "--format=custom", "--schema=public", "--compress=1", *left_out]
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(  # noqa: S603 (PostgreSQL's own program, no shell)
            command, stdout=subprocess.PIPE, stderr=said, env=_environment(url)
        )
        if running.stdout is None:
            raise vault.CopyFault("pg_dump gives no output.")
        try:
            while piece := running.stdout.read(PIECE_BYTES):
                yield piece
        finally:
            running.stdout.close()
            code = running.wait()
        if code != 0:
            raise vault.CopyFault(f"pg_dump failed: {_first_line(said)}")


def restore(url: str, pieces: Iterable[bytes]) -> None:
    """Put a dump into an empty database, all of it or nothing."""
    command = [program("pg_restore"), "--format=custom", "--schema=public", "--no-owner"]
    command += [
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={urlsplit(url).path.lstrip('/')}",
    ]
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(  # noqa: S603 (PostgreSQL's own program, no shell)
            command, stdin=subprocess.PIPE, stdout=said, stderr=said, env=_environment(url)
        )
        if running.stdin is None:
            raise vault.CopyFault("pg_restore takes no input.")
        try:
            for piece in pieces:
                running.stdin.write(piece)
            running.stdin.close()
        except BrokenPipeError:
            pass
        except BaseException:
            running.kill()
            raise
        finally:
            code = running.wait()
        if code != 0:
            raise vault.CopyFault(f"pg_restore failed: {_first_line(said)}")


def _environment(url: str) -> dict[str, str]:
    """Where the database is, for its programs; never on a command line, which others can see."""
    address = urlsplit(url)
    parts = {
        "PGHOST": address.hostname or "",
        "PGPORT": str(address.port or ""),
        "PGUSER": unquote(address.username or ""),
        "PGPASSWORD": unquote(address.password or ""),
        "PGDATABASE": address.path.lstrip("/"),
        "PGCONNECT_TIMEOUT": "10",
    }
    return {**os.environ, **{name: value for name, value in parts.items() if value}}


def _first_line(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read(4000).decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "it says nothing"
