"""The ground a proof stands on: a database of its own on the server for tests, with all tables."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql

from storstua.launcher.keeping import running_server
from storstua.launcher.postgres import Addresses
from storstua.launcher.testing import tests_folder

CHECKOUT = Path(__file__).parents[1]


@contextmanager
def ground(name: str) -> Iterator[Addresses]:
    """A new database with all tables; Django is not set up yet, so that a proof may go around."""
    with running_server(tests_folder(), fast=True) as server, TemporaryDirectory() as data:
        database = f"storstua_proof_{name}_{os.getpid()}"
        addresses = server.addresses(database)
        os.environ |= {
            "DATABASE_URL": addresses.app,
            "DATABASE_OWNER_URL": addresses.owner,
            "STORSTUA_DATA": data,
            "DJANGO_SETTINGS_MODULE": "storstua.config.settings",
        }
        owner = server.addresses("postgres").owner
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        try:
            _migrate(addresses.owner)
            yield addresses
        finally:
            _drop(server.addresses("postgres").admin, database)


def _migrate(owner: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "storstua.launcher.django_command", "migrate"]
    subprocess.run(
        [*command, "--no-input", "--verbosity", "0"],
        env=os.environ | {"DATABASE_URL": owner, "DATABASE_OWNER_URL": owner},
        cwd=CHECKOUT,
        check=True,
    )


def _drop(admin: str, database: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
        )
