"""Promise G4: each wall in the database is what hides the rows behind it."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections, transaction
from pytest_django import DjangoDbBlocker

from storstua.demo.clearing import clear
from storstua.people.models import Account
from tests.house import cast
from tests.house.filling import fill
from tests.house.test_walls import walled

# What is written there is never taken away again, and other tests put in the first row.
LASTING = {"audit_link", "audit_head"}


@pytest.fixture
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[cast.House]:
    """Written for every connection to see, and taken away again; the audit stays."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            built = cast.build()
            fill(built.organisation, but=LASTING)
            connection.run_on_commit.clear()
        yield built
        connections["owner"].close()
        with transaction.atomic():
            clear([built.organisation.slug, built.other.slug])
            Account.objects.filter(email__endswith="@example.org").delete()


def foreign_rows(table: str, house: cast.House, *, without_wall: bool) -> int:
    """How many rows of the house are seen from the other organisation, even by their owner."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        if without_wall:
            cursor.execute(f'drop policy organisation_wall on "{table}"')
        cursor.execute("select set_config('app.organisation', %s, true)", [str(house.other.id)])
        cursor.execute(
            f'select count(*) from "{table}" where organisation_id = %s', [house.organisation.id]
        )
        (count,) = cursor.fetchone()
        transaction.set_rollback(True, using="owner")
    return count


def test_with_one_wall_taken_down_foreign_rows_are_seen(house):
    tables = [each for each in walled() if each not in LASTING]
    seen = {each: foreign_rows(each, house, without_wall=False) for each in tables}
    assert {table: count for table, count in seen.items() if count} == {}
    assert [each for each in tables if not foreign_rows(each, house, without_wall=True)] == []
