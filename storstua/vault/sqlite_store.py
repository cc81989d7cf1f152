"""The key store in a file of its own, beside the data: SQLite that waits for the disk."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .faults import KeyStoreFault
from .store import TABLES, KeyStore, Session, Value

BUSY_SECONDS = 10.0
NAMES = {"bytes": "blob", "int": "integer", "text": "text"}


class SqliteStore(KeyStore):
    """A file with mode 0600. Every commit is on disk before it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made by us before SQLite opens it, so that nobody else may read it at any moment.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            with self.session(writes=True) as ask:
                for statement in TABLES:
                    ask(statement.format(**NAMES))
        except (OSError, sqlite3.DatabaseError) as fault:
            raise KeyStoreFault(f"The key store {path} cannot be used: {fault}.") from None

    @contextmanager
    def session(self, *, writes: bool = False) -> Iterator[Session]:
        """One transaction; raises KeyStoreFault when the file cannot be used."""
        connection = self._connection()

        def ask(sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
            return connection.execute(sql, values).fetchall()

        try:
            connection.execute("begin immediate" if writes else "begin")
            try:
                yield ask
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")
        except sqlite3.DatabaseError as fault:
            raise KeyStoreFault(f"The key store {self.path} cannot be used: {fault}.") from None

    def tidy(self) -> None:
        """Empty the log, so that deleted wraps stand in no file any more."""
        self._connection().execute("pragma wal_checkpoint(truncate)")

    def _connection(self) -> sqlite3.Connection:
        """This thread's own connection, in this process."""
        pid = os.getpid()
        if getattr(self._own, "pid", None) != pid:
            self._own.connection, self._own.pid = self._open(), pid
        connection: sqlite3.Connection = self._own.connection
        return connection

    def _open(self) -> sqlite3.Connection:
        if not self.path.exists():
            raise KeyStoreFault(f"The key store {self.path} is not there any more.")
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma secure_delete = on")
        connection.execute("pragma foreign_keys = on")
        return connection
