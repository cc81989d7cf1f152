"""The key store keeps what it has said yes to, in a file or on a server of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from storstua import vault
from storstua.vault.bringing_back import bring_back_key_store
from storstua.vault.drawers import drawer_hash
from storstua.vault.faults import CopyFault, KeyStoreFault
from storstua.vault.keeping import sealing_key
from storstua.vault.postgres_store import PostgresStore
from storstua.vault.sqlite_store import SqliteStore
from storstua.vault.store import KeyStore, StoredKey
from storstua.vault.tests.factories import make_drawer, make_keyring, make_store

RING = make_keyring()
DRAWER = b"d" * 32


@pytest.fixture(params=["file", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KeyStore]:
    """An empty store of each kind."""
    if request.param == "file":
        yield make_store(tmp_path)
    else:
        yield request.getfixturevalue("server")


@pytest.fixture
def server() -> Iterator[PostgresStore]:
    """An empty store in a database of its own."""
    owner = os.environ["DATABASE_OWNER_URL"]
    name = f"keystore_{uuid.uuid4().hex[:12]}"
    address = urlsplit(owner)
    admin = address._replace(path="/postgres").geturl()
    try:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'create database "{name}"'.encode())
    except psycopg.OperationalError:
        admin = address._replace(path="/template1").geturl()
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'create database "{name}"'.encode())
    opened = PostgresStore(address._replace(path=f"/{name}").geturl())
    yield opened
    opened._connection().close()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'drop database "{name}" with (force)'.encode())


def key(number: int = 1, drawer: bytes = DRAWER, key_id: bytes | None = None) -> StoredKey:
    return StoredKey(key_id or os.urandom(16), drawer, number, b"\1\2" + b"s" * 16 + b"w" * 60)


def test_newest_key_is_the_one_with_the_highest_number(store: KeyStore) -> None:
    first, second = key(1), key(2)
    store.add([second, first])
    assert store.newest(DRAWER) == second
    assert store.next_number(DRAWER) == 3
    assert store.newest(b"e" * 32) is None


def test_first_key_wins_when_two_are_made_at_once(store: KeyStore) -> None:
    first, late = key(1), key(1)
    store.add([first])
    store.add([late])
    assert store.newest(DRAWER) == first
    assert store.find([first.key_id, late.key_id]) == [first]


def test_closed_key_opens_and_seals_no_more(store: KeyStore) -> None:
    first = key(1)
    store.add([first])
    assert store.close(DRAWER) == [first.key_id]
    assert store.newest(DRAWER) is None
    assert [each.key_id for each in store.find([first.key_id])] == [first.key_id]
    assert store.next_number(DRAWER) == 2


def test_erased_key_is_gone_with_its_wraps(store: KeyStore) -> None:
    keys = [key(1, drawer=bytes([at]) * 32) for at in range(3)]
    store.add(keys)
    assert store.erase([keys[0].key_id, keys[1].key_id, b"unknown" + b"0" * 9]) == 2
    assert store.find([each.key_id for each in keys]) == [keys[2]]
    with store.session() as ask:
        assert ask("select count(*) from wrap") == [(1,)]


def test_every_gives_all_keys_in_order(store: KeyStore) -> None:
    keys = [key(1, drawer=at.to_bytes(32, "big")) for at in range(1203)]
    store.add(keys)
    found = [each for lot in store.every() for each in lot]
    assert found == sorted(keys, key=lambda each: each.key_id)


def test_copy_brought_back_is_the_same(store: KeyStore, tmp_path: Path) -> None:
    store.add([key(at, drawer=bytes([at]) * 32) for at in range(1, 9)])
    store.note("erased", "4")
    again = SqliteStore(tmp_path / "again" / "keys.sqlite3")
    again.bring_back(store.rows())
    assert sorted(map(repr, again.rows())) == sorted(map(repr, store.rows()))
    assert again.about("erased") == "4"


def test_failed_transaction_leaves_nothing(store: KeyStore) -> None:
    with pytest.raises(ZeroDivisionError), store.session(writes=True) as ask:
        ask("insert into about (name, value) values (?, ?)", ("a", "b"))
        raise ZeroDivisionError
    assert store.about("a") is None


def test_many_threads_make_one_key(store: KeyStore) -> None:
    place = make_drawer().place("t", "c", "r")
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: sealing_key(place, RING, store).key_id, range(16)))
    assert len(set(keys)) == 1
    assert store.next_number(drawer_hash(RING, 7, place.drawer)) == 2


def test_file_is_private_and_waits_for_the_disk(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.add([key()])
    modes = {each.stat().st_mode & 0o777 for each in store.path.parent.iterdir()}
    assert (modes, store.path.parent.stat().st_mode & 0o777) == ({0o600}, 0o700)
    found = store._connection()
    asked = ("synchronous", "journal_mode", "secure_delete")
    assert [found.execute(f"pragma {name}").fetchone()[0] for name in asked] == [2, "wal", 1]


def test_erased_wrap_stands_in_no_file(tmp_path: Path) -> None:
    store, mark = make_store(tmp_path), os.urandom(60)
    kept = StoredKey(b"i" * 16, DRAWER, 1, b"\1\2" + b"s" * 16 + mark)
    store.add([kept])
    files = lambda: b"".join(each.read_bytes() for each in store.path.parent.iterdir())  # noqa: E731
    assert mark in files()
    store.erase([kept.key_id])
    assert mark not in files()


def test_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(KeyStoreFault, match="cannot be used"):
        SqliteStore(path)


def test_store_that_went_away_is_not_made_anew(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.path.unlink()
    store._own.pid = None
    with pytest.raises(KeyStoreFault, match="not there any more"):
        store.find([b"x" * 16])


def test_server_that_does_not_answer_is_told_without_its_address() -> None:
    with pytest.raises(KeyStoreFault) as caught:
        PostgresStore("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_store_that_has_lost_its_tables_is_told_of(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("drop table wrap")
    with pytest.raises(KeyStoreFault, match="cannot be used"):
        store.find([b"x" * 16])


def test_server_that_goes_away_is_told_of_and_asked_again_when_it_is_back(
    server: PostgresStore,
) -> None:
    kept = key()
    server.add([kept])
    with psycopg.connect(server.url) as other:
        pid = server._connection().info.backend_pid
        other.execute("select pg_terminate_backend(%s, 5000)", (pid,))
    with pytest.raises(KeyStoreFault, match="does not answer"):
        server.find([kept.key_id])
    assert server.find([kept.key_id]) == [kept]


def test_keys_on_a_server_stay_when_a_backup_is_brought_back(
    server: PostgresStore, settings
) -> None:
    kept = key()
    server.add([kept])
    settings.KEYSTORE = server.url
    with pytest.raises(CopyFault, match="holds keys already"):
        bring_back_key_store([], b"")
    assert server.find([kept.key_id]) == [kept]


def test_checks_tell_servers_apart_by_when_they_were_started(
    server: PostgresStore, settings
) -> None:
    settings.KEYSTORE = server.url
    with server.session() as ask:
        ((started,),) = ask("select pg_postmaster_start_time()::text")
    assert vault.key_store_started() == started
    settings.KEYSTORE = "postgresql://me:secret@127.0.0.1:1/none"
    with pytest.raises(KeyStoreFault, match="does not answer") as caught:
        vault.key_store_started()
    assert "secret" not in str(caught.value)


WRITER = """
import os, sys
from pathlib import Path
from storstua.vault.sqlite_store import SqliteStore
from storstua.vault.store import StoredKey
store = SqliteStore(Path(sys.argv[1]))
while True:
    made = os.urandom(16)
    store.add([StoredKey(made, os.urandom(32), 1, b"1" * 78)])
    os.write(1, made.hex().encode() + b"\\n")
"""


def test_no_acknowledged_key_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path, acknowledged = tmp_path / "keystore" / "keys.sqlite3", []
    for pause in (0.3, 0.5, 0.7):
        writer = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().strip())
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
    ids = {bytes.fromhex(line) for line in acknowledged}
    assert len(SqliteStore(path).find(ids)) == len(ids) > 10
