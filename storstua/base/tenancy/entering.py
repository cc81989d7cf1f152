"""Comes inside an organisation's walls: tells the open transaction where it works, and for whom.

Every table of an organisation has row-level security. A transaction that has not entered anywhere
reads no row of them and can write none; what it entered ends with it, at the latest.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from storstua.base.record import Record
from storstua.base.viewer import Viewer

# Where rows are that belong to the installation itself: mails about sign-in, audit of accounts.
INSTALLATION = 0
_NAMES = ("app.organisation", "app.actor", "app.role", "app.purpose")
_ENTER = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in _NAMES)
_WHERE = "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _NAMES)
_IDS = "select id from organisations_organisation order by id"

type Whose = Record | int


def id_of(organisation: Whose) -> int:
    """The id of an organisation, given itself or its id; `INSTALLATION` stands for none."""
    return organisation if isinstance(organisation, int) else int(organisation.pk)


def actor_of(viewer: Viewer | None) -> str:
    """Who a viewer is, as the database is told: an id or the name of a job, never a name."""
    if viewer is None:
        return ""
    if viewer.job:
        return f"job {viewer.job}"
    if viewer.account_id:
        return f"account {viewer.account_id}"
    return f"person {viewer.person_id}" if viewer.person_id else ""


@contextmanager
def entered(
    organisation: Whose,
    *,
    actor: str = "",
    role: str = "",
    purpose: str = "",
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[None]:
    """Work inside an organisation in a transaction of its own; `inside` is the usual way in."""
    connection = connections[using]
    before = _where(connection) if connection.in_atomic_block else None
    with transaction.atomic(using=using):
        with connection.cursor() as cursor:
            cursor.execute(_ENTER, [str(id_of(organisation)), actor, role, purpose])
        yield
        # A rollback goes back by itself, so an error needs no way back.
        if before and not connection.needs_rollback:
            _driver(connection).execute(_ENTER, before)


def _where(connection: BaseDatabaseWrapper) -> list[str]:
    found = _driver(connection).execute(_WHERE).fetchone()
    assert found is not None
    return list(found)


def _driver(connection: BaseDatabaseWrapper) -> psycopg.Connection[tuple[str, ...]]:
    driver: psycopg.Connection[tuple[str, ...]] | None = connection.connection
    assert driver is not None
    return driver


@contextmanager
def inside(
    organisation: Whose,
    *,
    by: Viewer | None = None,
    purpose: str = "",
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[None]:
    """Work inside one organisation: one transaction, in which its rows are there and no others.

    Takes the organisation or its id; `INSTALLATION` is where rows without an organisation are.
    May stand inside another: at the end one is back where one was. `by` says for whom.
    """
    role = by.acting_as.value if by else ""
    told = purpose or (by.job if by else "")
    with entered(organisation, actor=actor_of(by), role=role, purpose=told, using=using):
        yield


def now_inside() -> int | None:
    """The id of the organisation the open transaction works in; None when it entered nowhere."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("select nullif(current_setting('app.organisation', true), '')::bigint")
        found: int | None = cursor.fetchone()[0]
    return found


def organisation_ids() -> list[int]:
    """The ids of all organisations: what a sweep begins with, since it can see no rows yet."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_IDS)
        return [found for (found,) in cursor.fetchall()]


def each_organisation[Found](
    find: Callable[[], Iterable[Found]], *, job: str, with_installation: bool = False
) -> Iterator[tuple[Viewer, Found]]:
    """What `find` finds in each organisation in turn, with the viewer that does the job there.

    `find` runs inside; what is done with what it finds enters again, with a transaction of its own:
    `for by, row in each_organisation(find, job="…"): with inside(by.organisation_id, by=by): …`.
    """
    first = [INSTALLATION] if with_installation else []
    for organisation_id in [*first, *organisation_ids()]:
        by = Viewer.system(organisation_id, job)
        with inside(organisation_id, by=by):
            found = list(find())
        for each in found:
            yield by, each


def do_for_each[Found](
    find: Callable[[], Iterable[Found]], act: Callable[[Viewer, Found], object], *, job: str
) -> int:
    """Do something with each thing that `find` finds in each organisation; returns how many.

    Each is done inside, in a transaction of its own.
    """
    count = 0
    for by, each in each_organisation(find, job=job):
        with inside(by.organisation_id, by=by):
            act(by, each)
        count += 1
    return count


def found_everywhere[Row: Record](rows: QuerySet[Row], *, purpose: str) -> list[Row]:
    """What a query finds in the installation and in each organisation in turn, asked in one go.

    For a page that shows rows of all; where something is done with each, see `each_organisation`.
    """
    places = [INSTALLATION, *organisation_ids()]
    sql, params = rows.query.sql_with_params()
    names = [field.attname for field in rows.model._meta.concrete_fields]
    asked: list[Any] = []
    for place in places:
        asked += [str(place), "", "", purpose, *params]
    with transaction.atomic(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        before = _where(cursor.db)
        cursor.execute("; ".join([f"{_ENTER}; {sql}"] * len(places)), asked)
        found: list[Row] = []
        for _place in places:
            cursor.nextset()
            found += [rows.model.from_db(DEFAULT_DB_ALIAS, names, row) for row in cursor]
            cursor.nextset()
        _driver(cursor.db).execute(_ENTER, before)
    return found


def streamed[Chunk](
    organisation: Whose, chunks: Iterable[Chunk], *, by: Viewer | None = None
) -> Iterator[Chunk]:
    """The same chunks, each made inside the organisation: for answers that outlive their request.

    No transaction is open while a slow reader takes a chunk; read rows in batches, not by a cursor.
    """
    making = iter(chunks)
    end = object()
    while True:
        with inside(organisation, by=by, purpose="stream"):
            chunk = next(making, end)
        if chunk is end:
            return
        yield chunk  # type: ignore[misc] # it is not the end


def after_commit(
    organisation: Whose, work: Callable[[], object], *, by: Viewer | None = None
) -> None:
    """Do something once the open transaction has been committed, inside the same organisation."""
    transaction.on_commit(partial(_work_inside, id_of(organisation), work, by))


def _work_inside[Done](organisation_id: int, work: Callable[[], Done], by: Viewer | None) -> Done:
    with inside(organisation_id, by=by):
        return work()


async def ainside[Done](
    organisation: Whose, work: Callable[[], Done], *, by: Viewer | None = None
) -> Done:
    """Do something inside an organisation from code that is async; `work` itself is not."""
    return await sync_to_async(_work_inside)(id_of(organisation), work, by)
