"""Any page at the limit: what it asked the database, asked again, and its rows with nothing else.

So each page has a limit over its own rows. The two pages with a limit written by hand
(`limit_rows`) show beside it what one statement in place of several would save.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client

READING = ("select", "with")
FRAME = '<!doctype html><html lang="nb"><title>Rader</title><main>{tables}</main></html>'

type Table = Sequence[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a page, with what was bound to it."""

    sql: str
    params: Any


_asked: ContextVar[Sequence[Statement]] = ContextVar("asked", default=())


def statements_of(client: Client, address: str) -> list[Statement]:
    """What a page asks the database, in order; where it only counts or writes is left out."""
    found: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().lower().startswith(READING) and not many:
            found.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        client.get(address)
    return found


@contextmanager
def asking(statements: Sequence[Statement]) -> Iterator[None]:
    """In here the two views ask these statements."""
    token = _asked.set(statements)
    try:
        yield
    finally:
        _asked.reset(token)


def _tables() -> list[Table]:
    with transaction.atomic(), connection.cursor() as cursor:
        found: list[Table] = []
        for statement in _asked.get():
            cursor.execute(statement.sql, statement.params)
            found.append([tuple(map(_shown, row)) for row in cursor.fetchall()])
        # Where the statements entered is left again.
        transaction.set_rollback(True)
    return found


def _shown(cell: object) -> object:
    """What can be shown of a cell: of sealed text, only how long it is."""
    return len(cell) if isinstance(cell, bytes | memoryview) else cell


def _table(table: Table) -> str:
    cells = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in table)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def raw(request: HttpRequest) -> HttpResponse:
    """The rows with f-strings."""
    return HttpResponse(FRAME.format(tables="".join(map(_table, _tables()))))


def template(request: HttpRequest) -> HttpResponse:
    """The rows with a Django template."""
    return render(request, "operations/limit_rows.html", {"tables": _tables()})
