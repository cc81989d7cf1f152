"""A copy is whole or refused; what comes back is what was there, and erased stays erased."""

import argparse
import json
import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import LazySettings

from storstua import vault
from storstua.operations.checking import Level, upkeep
from storstua.operations.commands import backup
from storstua.operations.commands import restore as restore_command
from storstua.operations.copying import bringing_back, holder, making, programs
from storstua.operations.copying.parts import open_copy, write_copy
from storstua.vault import erasing, installation
from storstua.vault.tests.factories import make_drawer

PASSPHRASE = "en lang setning som ingen gjetter"
HOLDER = vault.BackupKey(passphrase=PASSPHRASE)
PLACE = make_drawer().place("t", "c", "r")
GONE = make_drawer(key="gone").place("t", "c", "r")


@pytest.fixture(autouse=True)
def here(settings: LazySettings, tmp_path: Path) -> Path:
    move_to(settings, tmp_path / "one")
    settings.BACKUP_PASSPHRASE, settings.BACKUP_KEY = PASSPHRASE, ""
    return tmp_path


def move_to(settings: LazySettings, data: Path) -> None:
    """Let the process stand in another data folder."""
    data.mkdir()
    settings.DATA = data
    settings.VAULT_KEY_FILE = data / "keys" / "vault.key"
    settings.KEYSTORE = str(data / "keystore" / "keys.sqlite3")
    settings.ERASURE_JOURNAL = data / "journal" / "erasures"


@pytest.fixture
def databases(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Iterator[tuple[str, str]]:
    """Two databases of the owner's: one with a table, and an empty one."""
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    admin = owner._replace(path="/template1").geturl()
    names = [f"copying_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in names:
            connection.execute(f'create database "{name}" template template1'.encode())
    urls = (
        owner._replace(path=f"/{names[0]}").geturl(),
        owner._replace(path=f"/{names[1]}").geturl(),
    )
    with psycopg.connect(urls[0]) as connection:
        connection.execute("create table told (id int primary key, text text)")
        connection.execute("create table people_session (id int)")
        connection.execute("create table audit_entry (id int)")
        connection.execute("create table base_attempts (id int)")
        connection.execute("create table base_sent_form (id int)")
        connection.execute("insert into told select n, 'row ' || n from generate_series(1, 500) n")
        connection.execute("insert into people_session values (1)")
    settings.DATABASE_BACKUP_URL = urls[0]
    monkeypatch.setattr(bringing_back, "bring_up_to_date", lambda _url: True)
    yield urls
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in names:
            connection.execute(f'drop database "{name}" with (force)'.encode())


def asked(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(sql.encode()).fetchall()


def run(command: object, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)  # type: ignore[attr-defined]
    code: int = command.run(parser.parse_args(words))  # type: ignore[attr-defined]
    return code


def test_what_comes_back_is_what_was_there_and_erased_stays_erased(
    databases: tuple[str, str], here: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob, gone = vault.seal("kanarifugl", PLACE), vault.seal("slettet", GONE)
    copies = here / "copies"
    assert run(backup, str(copies)) == 0
    erasing.erase_keys([gone[2:18]])
    newer = settings.ERASURE_JOURNAL
    monkeypatch.setenv("DATABASE_OWNER_URL", databases[1])
    move_to(settings, here / "two")
    assert run(restore_command, str(copies), "--journal", str(newer)) == 0
    told = "select md5(string_agg(t::text, '|' order by id)) from told t"
    assert asked(databases[1], told) == asked(databases[0], told)
    assert asked(databases[1], "select count(*) from people_session") == [(0,)]
    rights = "select has_table_privilege('storstua_app', '{}', 'UPDATE, DELETE')"
    both = [asked(databases[1], rights.format(table)) for table in ("audit_entry", "told")]
    assert both == [[(False,)], [(True,)]]
    assert vault.open_sealed(blob, PLACE) == "kanarifugl"
    with pytest.raises(vault.Tampered):
        vault.open_sealed(gone, GONE)
    assert installation.journal().erasures(installation.ring())[0].key_id == gone[2:18]
    assert run(restore_command, str(copies)) == 2


@pytest.mark.parametrize("missing", ["keystore", "journal", "database.sealed", "keys.sealed"])
def test_nothing_is_restored_when_a_part_is_missing(
    databases: tuple[str, str],
    here: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    missing: str,
) -> None:
    vault.seal("kanarifugl", PLACE)
    made = making.make_backup(here / "copies")
    monkeypatch.setenv("DATABASE_OWNER_URL", databases[1])
    move_to(settings, here / "two")
    part = made.folder / missing if "." in missing else here / "copies" / missing
    part.rename(here / "aside")
    assert run(restore_command, str(here / "copies")) == 2
    assert asked(databases[1], "select count(*) from pg_tables where schemaname = 'public'") == [
        (0,)
    ]
    assert list((here / "two").iterdir()) == []


def test_nothing_is_restored_when_a_byte_was_changed(
    databases: tuple[str, str], here: Path, settings: LazySettings
) -> None:
    made = making.make_backup(here / "copies")
    for name in ("database.sealed", "keys.sealed", "list.json"):
        whole = (made.folder / name).read_bytes()
        (made.folder / name).write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
        with pytest.raises(vault.CopyFault):
            bringing_back.find_source(here / "copies", HOLDER, None)
        (made.folder / name).write_bytes(whole)
    bringing_back.find_source(here / "copies", HOLDER, None)


def test_data_that_are_there_are_never_written_over(
    databases: tuple[str, str], here: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.seal("kanarifugl", PLACE)
    making.make_backup(here / "copies")
    source = bringing_back.find_source(here / "copies", HOLDER, None)
    for owner in databases:
        monkeypatch.setenv("DATABASE_OWNER_URL", owner)
        with pytest.raises(vault.CopyFault, match="already"):
            bringing_back.restore(source)


def test_a_dump_that_breaks_off_leaves_the_database_empty(databases: tuple[str, str]) -> None:
    dump = b"".join(programs.dump(databases[0]))
    with pytest.raises(vault.CopyFault, match="pg_restore failed"):
        programs.restore(databases[1], [dump[: len(dump) // 2]])
    assert asked(databases[1], "select count(*) from pg_tables where schemaname = 'public'") == [
        (0,)
    ]


def test_a_database_that_does_not_answer_makes_no_copy(
    here: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    vault.seal("x", PLACE)
    settings.DATABASE_BACKUP_URL = "postgresql://me:secret@127.0.0.1:1/none"
    assert run(backup, str(here / "copies")) == 2
    said = capsys.readouterr().err
    assert said.startswith("storstua backup: pg_dump failed")
    assert "secret" not in said
    assert making.copies_in(here / "copies") == []


def test_old_copies_go_and_what_is_no_copy_stays(databases: tuple[str, str], here: Path) -> None:
    vault.seal("x", PLACE)
    copies, now = here / "copies", datetime.now(UTC)
    facts: dict[str, str] = {}
    names = {days: (now - timedelta(days=days)).strftime(making.NAME) for days in (3, 8, 36)}
    for name in names.values():
        for folder in (copies, copies / making.KEY_STORES):
            folder.mkdir(exist_ok=True, parents=True)
            write_copy(folder / name, {}, facts, HOLDER)
    (copies / "notes").mkdir()
    made = making.make_backup(copies)
    assert {each.name for each in making.copies_in(copies)} == {
        made.folder.name,
        names[3],
        names[8],
    }
    kept = {each.name for each in making.copies_in(copies / making.KEY_STORES)}
    assert kept == {made.folder.name, names[3]}
    assert (copies / "notes").exists()
    assert made.went == 3


def test_parts_open_as_they_were_written(tmp_path: Path) -> None:
    write_copy(tmp_path / "copy", {"a": [b"one", b"two"], "b": []}, {"made_at": "now"}, HOLDER)
    copy = open_copy(tmp_path / "copy", HOLDER)
    assert (copy.whole("a"), copy.whole("b"), copy.facts) == (b"onetwo", b"", {"made_at": "now"})


def test_an_unfinished_copy_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"some"
        raise vault.CopyFault("pg_dump failed")

    with pytest.raises(vault.CopyFault):
        write_copy(tmp_path / "copies" / "copy", {"a": broken()}, {}, HOLDER)
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_key_is_made_when_none_is_set_and_never_overwritten(
    here: Path, settings: LazySettings
) -> None:
    settings.BACKUP_PASSPHRASE = ""
    sealer = holder.to_seal()
    assert holder.lies_beside_the_data()
    assert holder.to_seal() == sealer
    assert holder.to_open(holder.own_key_file()).private == sealer.private
    assert holder.own_key_file().stat().st_mode & 0o777 == 0o600
    with pytest.raises(vault.CopyFault, match="never overwritten"):
        holder.write_new(holder.own_key_file())
    public = holder.own_key_file().with_name("backup.key.public")
    settings.BACKUP_KEY = str(public)
    assert holder.to_seal() == vault.BackupKey(public=sealer.public)


def test_a_short_passphrase_is_refused(settings: LazySettings) -> None:
    settings.BACKUP_PASSPHRASE = "short"
    with pytest.raises(vault.CopyFault, match="shorter than 16"):
        holder.to_seal()


def test_check_tells_the_age_of_the_last_backup(
    databases: tuple[str, str], here: Path, settings: LazySettings
) -> None:
    assert [each.level for each in upkeep.backups()] == [Level.WARNING]
    vault.seal("x", PLACE)
    making.make_backup(here / "copies")
    assert [each.level for each in upkeep.backups()] == [Level.OK]
    old = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    (Path(settings.DATA) / making.LAST).write_text(json.dumps({"at": old}))
    assert [each.level for each in upkeep.backups()] == [Level.WRONG]
