"""Brings the database's tables up to date when the program's migrations have changed."""

import hashlib
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import psycopg
from psycopg import sql

from .trouble import Trouble

PACKAGE = Path(__file__).parents[1]
WITH_TABLES = ("django", "django-allauth", "procrastinate")
_STAMP = "SELECT obj_description(to_regclass('public.django_migrations'), 'pg_class')"


def fingerprint(package: Path = PACKAGE) -> str:
    """Return a hash of all migrations: our own files, and the versions of packages with tables."""
    digest = hashlib.sha256()
    for file in sorted(package.glob("*/migrations/*.py")):
        digest.update(str(file.relative_to(package)).encode() + b"\0" + file.read_bytes())
    for name in WITH_TABLES:
        digest.update(f"{name}=={metadata.version(name)}\0".encode())
    return digest.hexdigest()


def is_empty(owner_url: str) -> bool:
    """Whether no migration has ever run in this database."""
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(
            "SELECT to_regclass('public.django_migrations') IS NULL"
        ).fetchone()
    return bool(row and row[0])


def bring_up_to_date(owner_url: str, *, always: bool = False) -> bool:
    """Run the migrations as the owner if they changed since last time; return whether they ran.

    What was last run is written on the table of migrations itself, so that a database that was
    restored or exchanged is judged by its own state.
    """
    wanted = fingerprint()
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(_STAMP).fetchone()
    if row and row[0] == wanted and not always:
        return False
    _migrate(owner_url)
    with psycopg.connect(owner_url) as connection:
        connection.execute(
            sql.SQL("COMMENT ON TABLE public.django_migrations IS {}").format(sql.Literal(wanted))
        )
    return True


def _migrate(owner_url: str) -> None:
    """Run Django's migrate in a process of its own, in which the owner is the only role."""
    environment = os.environ | {"DATABASE_URL": owner_url, "DATABASE_OWNER_URL": owner_url}
    command = [sys.executable, "-m", "storstua.launcher.django_command", "migrate"]
    command += ["--no-input", "--verbosity", "0"]
    answer = subprocess.run(command, env=environment, check=False)
    if answer.returncode != 0:
        raise Trouble("The tables could not be brought up to date; the reason stands above.")
