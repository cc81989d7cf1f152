"""The key store: wrapped keys of drawers, in a database of their own."""

# ruff: noqa: S608 (names of our own tables and marks for values; no value is put into a statement)

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import batched
from typing import Protocol

type Value = bytes | int | str
type Found = Sequence[tuple[bytes, bytes, int, bytes, int]]

AT_A_TIME = 500
TABLES = (
    # One key of one drawer; `number` counts up when a new one takes over.
    "create table if not exists drawer_key (key_id {bytes} primary key, drawer {bytes} not null,"
    " number {int} not null, is_closed {int} not null default 0, unique (drawer, number))",
    # A key wrapped for a holder. Holder '' is the server; others are people, with keys of theirs.
    "create table if not exists wrap (key_id {bytes} not null references drawer_key (key_id)"
    " on delete cascade, holder {bytes} not null, server_key_id {bytes} not null,"
    " wrapped {bytes} not null, primary key (key_id, holder))",
    "create index if not exists wrap_by_epoch on wrap (server_key_id)",
    # The key pair of a person, closed once for each way to open it: words, password, passkey.
    "create table if not exists slot (holder {bytes} not null, number {int} not null,"
    " way {text} not null, public_key {bytes} not null, public_key_mark {bytes} not null,"
    " salt {bytes} not null, sealed_private_key {bytes} not null,"
    " primary key (holder, number, way))",
    "create table if not exists about (name {text} primary key, value {text} not null)",
)
COLUMNS = {
    "drawer_key": ("key_id", "drawer", "number", "is_closed"),
    "wrap": ("key_id", "holder", "server_key_id", "wrapped"),
    "slot": (
        *("holder", "number", "way", "public_key", "public_key_mark", "salt"),
        "sealed_private_key",
    ),
    "about": ("name", "value"),
}
SERVER = b""
_KEYS = (
    "select k.key_id, k.drawer, k.number, w.wrapped, k.is_closed"
    " from drawer_key k join wrap w on w.key_id = k.key_id and w.holder = ?"
)


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A row of the store. Nothing in it opens anything without the server key."""

    key_id: bytes
    drawer: bytes
    number: int
    wrapped: bytes = field(repr=False)
    is_closed: bool = False

    @property
    def server_key_id(self) -> bytes:
        """The epoch under which the key is wrapped."""
        return self.wrapped[2:18]


class Session(Protocol):
    """What can be asked of an open connection to the store."""

    def __call__(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        """Run one statement, its values marked by `?`; returns the rows found."""


class KeyStore(ABC):
    """What every kind of store can do; each call is whole, and durable when it returns."""

    @abstractmethod
    def session(self, *, writes: bool = False) -> AbstractContextManager[Session]:
        """One transaction: committed to disk at its end, undone when it fails."""

    def newest(self, drawer: bytes) -> StoredKey | None:
        """The key that seals for a drawer: its newest, unless that is closed."""
        sql = f"{_KEYS} where k.drawer = ? order by k.number desc limit 1"
        with self.session() as ask:
            found = _stored(ask(sql, (SERVER, drawer)))
        return found[0] if found and not found[0].is_closed else None

    def next_number(self, drawer: bytes) -> int:
        """The number that the next key of a drawer gets."""
        with self.session() as ask:
            sql = "select coalesce(max(number), 0) + 1 from drawer_key where drawer = ?"
            return int(ask(sql, (drawer,))[0][0])

    def find(self, key_ids: Collection[bytes]) -> list[StoredKey]:
        """The keys with these ids, as far as they are there."""
        found: list[StoredKey] = []
        with self.session() as ask:
            for lot in batched(key_ids, AT_A_TIME, strict=False):
                marks = ", ".join("?" * len(lot))
                found += _stored(ask(f"{_KEYS} where k.key_id in ({marks})", (SERVER, *lot)))
        return found

    def add(self, keys: Collection[StoredKey]) -> None:
        """Keep new keys, durably; one whose drawer and number are taken is left out."""
        with self.session(writes=True) as ask:
            for key in keys:
                row = (key.key_id, key.drawer, key.number)
                kept = ask(
                    "insert into drawer_key (key_id, drawer, number) values (?, ?, ?)"
                    " on conflict do nothing returning number",
                    row,
                )
                if kept:
                    self._wrap(ask, key)

    @staticmethod
    def _wrap(ask: Session, key: StoredKey) -> None:
        ask(
            "insert into wrap (key_id, holder, server_key_id, wrapped) values (?, ?, ?, ?)",
            (key.key_id, SERVER, key.server_key_id, key.wrapped),
        )

    def close(self, *drawers: bytes) -> list[bytes]:
        """Let the keys of drawers seal nothing new; returns their ids. They still open."""
        found: list[bytes] = []
        with self.session(writes=True) as ask:
            for lot in batched(drawers, AT_A_TIME, strict=False):
                marks = ", ".join("?" * len(lot))
                rows = ask(
                    f"update drawer_key set is_closed = 1 where drawer in ({marks})"
                    " returning key_id",
                    lot,
                )
                found += [bytes(row[0]) for row in rows]  # type: ignore[arg-type]
        return found

    def erase(self, key_ids: Collection[bytes]) -> int:
        """Delete keys with all their wraps; returns how many there were."""
        gone = 0
        with self.session(writes=True) as ask:
            for lot in batched(key_ids, AT_A_TIME, strict=False):
                marks = ", ".join("?" * len(lot))
                ask(f"delete from wrap where key_id in ({marks})", lot)
                sql = f"delete from drawer_key where key_id in ({marks}) returning number"
                gone += len(ask(sql, lot))
        self.tidy()
        return gone

    @abstractmethod
    def tidy(self) -> None:
        """Leave no trace of what was deleted in the store's own files, where it can."""

    def wrapped_otherwise(self, server_key_id: bytes, limit: int) -> list[StoredKey]:
        """Keys that another epoch wrapped, some at a time."""
        sql = f"{_KEYS} where w.server_key_id <> ? order by k.key_id limit {int(limit)}"
        with self.session() as ask:
            return _stored(ask(sql, (SERVER, server_key_id)))

    def rewrap(self, keys: Collection[StoredKey]) -> None:
        """Put new wraps in the place of old ones; a key erased meanwhile stays erased."""
        with self.session(writes=True) as ask:
            for key in keys:
                ask(
                    "update wrap set server_key_id = ?, wrapped = ?"
                    " where key_id = ? and holder = ?",
                    (key.server_key_id, key.wrapped, key.key_id, SERVER),
                )

    def wrapped_under(self) -> dict[bytes, int]:
        """How many wraps each epoch holds, by server key id."""
        with self.session() as ask:
            rows = ask("select server_key_id, count(*) from wrap group by server_key_id")
        return {bytes(row[0]): int(row[1]) for row in rows}  # type: ignore[arg-type]

    def every(self) -> Iterator[list[StoredKey]]:
        """All keys, some at a time, in the order of their ids."""
        after = b""
        while True:
            sql = f"{_KEYS} where k.key_id > ? order by k.key_id limit {AT_A_TIME}"
            with self.session() as ask:
                found = _stored(ask(sql, (SERVER, after)))
            if not found:
                return
            yield found
            after = found[-1].key_id

    def rows(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """Everything in the store, as table and columns, from one moment."""
        with self.session() as ask:
            for table, columns in COLUMNS.items():
                for row in ask(f"select {', '.join(columns)} from {table}"):
                    yield table, dict(zip(columns, row, strict=True))

    def bring_back(self, rows: Iterable[tuple[str, dict[str, Value]]]) -> None:
        """Fill an empty store with what `rows` gave, all or nothing."""
        with self.session(writes=True) as ask:
            ask("delete from about")
            for table, row in rows:
                columns = COLUMNS[table]
                marks = ", ".join("?" * len(columns))
                sql = f"insert into {table} ({', '.join(columns)}) values ({marks})"
                ask(sql, [row[column] for column in columns])

    def about(self, name: str) -> str | None:
        """A fact the store keeps about itself."""
        with self.session() as ask:
            rows = ask("select value from about where name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def note(self, name: str, value: str) -> None:
        """Keep a fact, in the place of an earlier one."""
        with self.session(writes=True) as ask:
            ask(
                "insert into about (name, value) values (?, ?)"
                " on conflict (name) do update set value = excluded.value",
                (name, value),
            )


def _stored(rows: Sequence[Sequence[object]]) -> list[StoredKey]:
    return [
        StoredKey(bytes(key_id), bytes(drawer), int(number), bytes(wrapped), bool(is_closed))  # type: ignore[call-overload]
        for key_id, drawer, number, wrapped, is_closed in rows
    ]
