"""Each organisation's rows stand behind walls in the database itself, whatever a query forgets."""

import contextlib
import json
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from storstua.base.tenancy import INSTALLATION, OUTSIDE, inside
from tests.house import cast
from tests.house.filling import fill

pytestmark = pytest.mark.django_db

LISTED = Path(__file__).parents[2] / "docs" / "outside-the-walls.md"
HERE = "nullif(current_setting('app.organisation', true), '')::bigint"
REFUSED = {"42501", "P0001"}

TABLES = """
select relname, exists (
  select 1 from pg_attribute where attrelid = pg_class.oid and attname = 'organisation_id'),
  relrowsecurity and relforcerowsecurity
from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm', 'v', 'f')
"""
POLICIES = """
select tablename, policyname, permissive, cmd, roles::text[], qual, with_check from pg_policies
where schemaname = 'public'
"""
POWERS = """
select count(*) filter (where has_table_privilege('storstua_app', oid, 'TRUNCATE')
    or has_table_privilege('storstua_app', oid, 'TRIGGER')
    or has_table_privilege('storstua_app', oid, 'REFERENCES')),
  count(*) filter (where pg_has_role('storstua_app', relowner, 'USAGE')),
  has_schema_privilege('storstua_app', 'public', 'CREATE'),
  has_database_privilege('storstua_app', current_database(), 'CREATE')
from pg_class where relnamespace = 'public'::regnamespace
"""


def asked(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def walled() -> list[str]:
    """The tables whose rows belong to one organisation."""
    return sorted(table for table, has, _ in asked(TABLES) if has and table not in OUTSIDE)


def test_every_table_of_an_organisation_has_walls_forced_on_its_owner():
    assert sorted(table for table, _has, forced in asked(TABLES) if forced) == walled()
    assert len(walled()) >= 43


def test_every_table_with_walls_has_the_two_policies_and_no_others():
    plain = lambda text: re.sub(r"[\s()]|::text", "", text.lower())  # noqa: E731
    nullable = {"audit_entry", "audit_head", "audit_link", "outbox_message"}
    wanted = set()
    for table in walled():
        column = "coalesce(organisation_id, 0)" if table in nullable else "organisation_id"
        condition = plain(f"{column} = {HERE}").replace(",0", ",0::bigint")
        wanted.add((table, "organisation_wall", "RESTRICTIVE", "ALL", condition, condition))
        wanted.add((table, "organisation_rows", "PERMISSIVE", "ALL", "true", "true"))
    found = asked(POLICIES)
    assert {tuple(roles) for _t, _n, _p, _c, roles, _q, _w in found} == {("public",)}
    assert {
        (table, name, kind, verb, plain(qual), plain(check))
        for table, name, kind, verb, _roles, qual, check in found
    } == wanted


def test_every_other_table_is_listed_with_a_reason():
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", LISTED.read_text(), re.MULTILINE))
    assert {table for table, _has, forced in asked(TABLES) if not forced} == set(listed)
    assert {table for table, has, _ in asked(TABLES) if has and table in listed} == set(OUTSIDE)
    assert all(len(reason) > 15 for reason in listed.values())


def test_no_role_passes_the_walls_and_the_app_role_has_no_power_over_them():
    assert asked("select rolname from pg_roles where rolbypassrls and not rolsuper") == []
    assert asked(POWERS) == [(0, 0, False, False)]
    assert asked("select proname from pg_proc where prosecdef") == [("audit_drop_old",)]
    assert asked("select current_user") == [("storstua_app",)]


@pytest.fixture
def house() -> cast.House:
    built = cast.build()
    fill(built.organisation)
    return built


def rows_in(table: str) -> int:
    return asked(f'select count(*) from "{table}"')[0][0]


def test_without_entering_no_row_of_any_organisation_is_there(house):
    with inside(house.organisation):
        empty = [table for table in walled() if not rows_in(table)]
    assert empty == []
    for nowhere in ("", "-1"):
        asked("select set_config('app.organisation', %s, true)", nowhere)
        assert {table: rows_in(table) for table in walled() if rows_in(table)} == {}
    with inside(INSTALLATION):
        seen = {table for table in walled() if rows_in(table)}
    assert seen <= {"audit_entry", "outbox_message"}


def test_rows_of_another_organisation_cannot_be_read_changed_or_deleted(house):
    with inside(house.organisation):
        ids = {table: asked(f'select max(id) from "{table}"')[0][0] for table in walled()}
    touched = []
    with inside(house.other), connection.cursor() as cursor:
        for table, row_id in ids.items():
            for verb in (
                f'select id from "{table}" where id = %s',
                f'update "{table}" set organisation_id = organisation_id where id = %s',
                f'delete from "{table}" where id = %s',
            ):
                with contextlib.suppress(DatabaseError), transaction.atomic():
                    cursor.execute(verb, [row_id])
                    if cursor.rowcount:
                        touched.append(verb)
    assert touched == []


def refused(sql: str, *values: object) -> bool:
    """True when the database refuses the statement by the wall (or as only added to)."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError as fault:
        return getattr(fault.__cause__, "sqlstate", "") in REFUSED
    return False


def test_rows_cannot_be_put_into_or_moved_to_another_organisation(house):
    with inside(house.organisation):
        rows = {
            table: asked(f'select max(id), min(to_jsonb(t)::text) from "{table}" t')[0]
            for table in walled()
        }
        moved = [
            table
            for table, (row_id, _row) in rows.items()
            if not refused(
                f'update "{table}" set organisation_id = %s where id = %s', house.other.id, row_id
            )
        ]
    with inside(house.other):
        put_in = [
            table
            for table, (_id, row) in rows.items()
            if not refused(
                f'insert into "{table}" select (jsonb_populate_record(null::"{table}", %s)).*',
                json.dumps(json.loads(row) | {"id": -1}),
            )
        ]
    assert (moved, put_in) == ([], [])
