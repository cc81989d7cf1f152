"""How long a page waits for the database before it says so.

Every page begins with a few questions that are answered within milliseconds. When those take
seconds, the database is not well, and whoever asks is told at once. After that a page may take its
time. PostgreSQL's own limits do not help here: a network that swallows everything never tells it.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Any

import psycopg
from django.http import HttpRequest, HttpResponseBase

type Handler = Callable[[HttpRequest], HttpResponseBase]

AT_THE_DOOR, FOR_ONE, IN_ALL = 2.0, 10.0, 60.0
"""Seconds: for the first questions together, for any one question, for a request together."""


class TooSlow(psycopg.OperationalError):
    """The database did not answer while somebody waited."""


@dataclass
class Patience:
    """What is left of it in one request."""

    left: float = AT_THE_DOOR

    def come_in(self) -> None:
        """The database has answered the first questions: from now on more is allowed."""
        self.left = IN_ALL


_OF_REQUEST: ContextVar[Patience | None] = ContextVar("patience", default=None)


@contextmanager
def patience() -> Iterator[Patience]:
    """Wait no longer than a person does, for the block."""
    token = _OF_REQUEST.set(Patience())
    try:
        yield _OF_REQUEST.get() or Patience()
    finally:
        _OF_REQUEST.reset(token)


def come_in() -> None:
    """The first questions of the request are answered; nothing outside a request."""
    if (own := _OF_REQUEST.get()) is not None:
        own.come_in()


class Connection(psycopg.Connection[Any]):
    """A connection that is given up when the patience is at its end."""

    def wait[Found](
        self,
        gen: Generator[Any, Any, Found],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> Found:
        """Wait for an answer; raises TooSlow, and closes, when it does not come in time."""
        own = _OF_REQUEST.get()
        most = min(FOR_ONE, own.left) if own else FOR_ONE
        began = monotonic()
        try:
            return super().wait(gen, interval=interval, timeout=max(most, 0.01))
        except psycopg.errors._WaitTimeout:
            # What it may still say belongs to a question nobody waits for any more.
            self.pgconn.finish()
            raise TooSlow("The database does not answer.") from None
        finally:
            if own:
                own.left -= monotonic() - began


class WaitsAWhile:
    """Gives each request its patience."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        with patience():
            return self.get_response(request)
