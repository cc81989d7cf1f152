"""Roles, database and extensions of a new server, made by its superuser once."""

import contextlib
from collections.abc import Iterator

import psycopg
from psycopg import sql
from psycopg.errors import DuplicateDatabase, DuplicateObject

from .folder import ServerFile

STEP = 1
DATABASE = "storstua"
OWNER = "storstua_owner"
APP = "storstua_app"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")

# Test databases are copies of template1; default privileges and extensions are copied with it.
FURNISHED = ("template1", DATABASE)

_OWNER_RIGHTS = "LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS"
_APP_RIGHTS = "LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS"


def prepare(url_of_admin: str, server: ServerFile) -> None:
    """Make the two roles, the database and what stands in it; a second run changes nothing.

    `url_of_admin` is the superuser's address without a database name.
    """
    with psycopg.connect(f"{url_of_admin}/postgres", autocommit=True) as connection:
        _role(connection, OWNER, _OWNER_RIGHTS, server.owner_password)
        _role(connection, APP, _APP_RIGHTS, server.app_password)
        _database(connection)
    for name in FURNISHED:
        with psycopg.connect(f"{url_of_admin}/{name}", autocommit=True) as connection:
            for statement in _furniture():
                connection.execute(statement)


def _role(connection: psycopg.Connection, name: str, rights: str, password: str) -> None:
    # The server gets the password's hash only, so that it can stand in none of its logs.
    hashed = connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    ).decode()
    role, secret = sql.Identifier(name), sql.Literal(hashed)
    with contextlib.suppress(DuplicateObject):
        connection.execute(sql.SQL("CREATE ROLE {}").format(role))
    connection.execute(
        sql.SQL("ALTER ROLE {} {} PASSWORD {}").format(role, sql.SQL(rights), secret)
    )


def _database(connection: psycopg.Connection) -> None:
    names = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(OWNER)}
    with contextlib.suppress(DuplicateDatabase):
        connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
    names["app"] = sql.Identifier(APP)
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}",
    ):
        connection.execute(sql.SQL(statement).format(**names))


def _furniture() -> Iterator[sql.Composed]:
    owner, app = sql.Identifier(OWNER), sql.Identifier(APP)
    yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC").format()
    for extension in EXTENSIONS:
        yield sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
    for rights in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES"):
        yield sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} TO {}").format(
            owner, sql.SQL(rights), app
        )
