"""Runs pytest on a server of its own that does not wait for the disk."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from .durability import ANYWAY
from .folder import DataFolder
from .keeping import running_server
from .postgres import Server
from .preparation import DATABASE
from .style import build_style
from .texts import compile_texts
from .trouble import Trouble

CHECKOUT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Run pytest with `arguments` against the shared server for tests; return its exit code.

    Several may run at once: each has a test database named after $STORSTUA_TEST_DB, or after
    its own process. A named one stays for --reuse-db, an unnamed one is dropped at the end.
    """
    compile_texts()
    build_style()
    name = os.environ.get("STORSTUA_TEST_DB") or f"p{os.getpid()}"
    try:
        with running_server(tests_folder(), fast=True) as server:
            code = _pytest(server, name, arguments)
            _drop(server, f"p{os.getpid()}")
            return code
    except Trouble as trouble:
        print(f"storstua: {trouble}", file=sys.stderr)
        return trouble.exit_code


def tests_folder() -> DataFolder:
    """The folder of the server for tests: one per checkout, account and kind of PostgreSQL."""
    kind = f"{CHECKOUT} {os.geteuid()} {os.environ.get('PG_BIN', '')}"
    key = hashlib.sha256(kind.encode()).hexdigest()[:12]
    return DataFolder(Path(tempfile.gettempdir()) / f"storstua-tests-{key}")


def _pytest(server: Server, name: str, arguments: list[str]) -> int:
    addresses = server.addresses(f"{DATABASE}_{name}")
    with tempfile.TemporaryDirectory(prefix="storstua-") as data:
        environment = os.environ | {
            "DATABASE_URL": addresses.app,
            "DATABASE_OWNER_URL": addresses.owner,
            "STORSTUA_DATA": data,
            ANYWAY: "1",
        }
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, env=environment, cwd=CHECKOUT, check=False).returncode


def _drop(server: Server, name: str) -> None:
    """Drop the databases that an unnamed run of ours left behind, as one that was killed does."""
    ours = re.compile(rf"test_{DATABASE}_{name}(_gw\d+)?")
    admin = server.addresses("postgres").admin
    with psycopg.connect(admin, autocommit=True) as connection:
        for (database,) in connection.execute("SELECT datname FROM pg_database").fetchall():
            if ours.fullmatch(database):
                connection.execute(
                    sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
                )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
