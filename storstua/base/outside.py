"""Asks others over the network while no transaction is open and no connection is lent out.

A view asks behind its door, with its form proven and its limits kept; how long others take to
answer is theirs. So it says what it wants to know and is undone, the question is put, and the view
is walked once more from its beginning, with the answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

type View = Callable[..., HttpResponseBase]


class Unanswered(Exception):
    """A view wants to know something that is not there yet."""

    def __init__(self, ask: Callable[[], object]) -> None:
        super().__init__("asks outside")
        self.ask = ask


def asks_outside(view: View) -> View:
    """Lets a view use `answer`. What it has written until then is undone."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Unanswered as wanted:
            request.asks = wanted.ask  # type: ignore[attr-defined]
            return HttpResponse(status=503)

    return asked


def answer[Found](request: HttpRequest, ask: Callable[[], Found]) -> Found:
    """What `ask` returns or raises, once in a request. It is called outside the transaction."""
    answered: Callable[[], Found] | None = getattr(request, "answered", None)
    if answered is None:
        raise Unanswered(ask)
    return answered()


def put_question(request: HttpRequest) -> bool:
    """Ask what the view wanted to know; True when it has to be walked once more."""
    ask: Callable[[], object] | None = getattr(request, "asks", None)
    if ask is None:
        return False
    request.asks = None  # type: ignore[attr-defined]
    request.answered = _told(ask)  # type: ignore[attr-defined]
    return True


def _told(ask: Callable[[], object]) -> Callable[[], object]:
    try:
        found = ask()
    except Exception as fault:
        raised = fault

        def fails() -> object:
            raise raised

        return fails
    return lambda: found


def lend_back() -> None:
    """Give the connection to the database back while something else is waited for."""
    if not connection.in_atomic_block:
        connection.close()
