"""The key store on a PostgreSQL server of its own, never the one that holds the texts."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from .faults import KeyStoreFault
from .store import TABLES, KeyStore, Session, Value

NAMES = {"bytes": "bytea", "int": "integer", "text": "text"}
CONNECT_SECONDS = 10


class PostgresStore(KeyStore):
    """A database of its own. Commits wait for the disk whatever the server's own setting is."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._own = threading.local()
        with self.session(writes=True) as ask:
            for statement in TABLES:
                ask(statement.format(**NAMES))

    @contextmanager
    def session(self, *, writes: bool = False) -> Iterator[Session]:
        """One transaction; raises KeyStoreFault when the server does not answer."""
        connection = self._connection()

        def ask(sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
            cursor = connection.execute(sql.replace("?", "%s").encode(), values or None)
            return cursor.fetchall() if cursor.description else []

        try:
            with connection.transaction():
                yield ask
        except psycopg.Error as fault:
            raise self._fault(fault) from None

    def tidy(self) -> None:
        """Nothing here: what the server's own files still hold is the server's to clean away."""

    def _connection(self) -> psycopg.Connection:
        """This thread's own connection, opened anew when it has been lost."""
        connection: psycopg.Connection | None = getattr(self._own, "connection", None)
        if connection is None or connection.closed:
            try:
                connection = self._own.connection = self._opened()
            except psycopg.Error as fault:
                raise self._fault(fault) from None
        return connection

    def _opened(self) -> psycopg.Connection:
        connection = psycopg.connect(self.url, autocommit=True, connect_timeout=CONNECT_SECONDS)
        connection.execute("set synchronous_commit = on")
        connection.execute("set client_min_messages = warning")
        return connection

    @staticmethod
    def _fault(fault: psycopg.Error) -> KeyStoreFault:
        # Without the server's own words, which could hold the address with its password.
        return KeyStoreFault(f"The key store's database does not answer: {type(fault).__name__}.")
