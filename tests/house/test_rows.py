"""Who is shown which rows is what the readable table beside this file says."""

from pathlib import Path

import pytest

from storstua.base.tenancy import inside
from tests.house import cast, rows, strangers
from tests.house.filling import fill

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("rows.txt")


@pytest.fixture
def house() -> cast.House:
    built = cast.build()
    strangers.add(built)
    fill(built.other)
    return built


def test_everyone_is_shown_the_rows_of_the_table(house):
    """After a wanted change put in the new lines, and read the difference."""
    found = [line for room in rows.rooms() for line in rows.lines(house, room)]
    assert found == TABLE.read_text().splitlines()


def test_no_way_to_rows_crosses_into_another_organisation(house):
    assert [line for room in rows.rooms() for line in rows.crossings(house, room)] == []


def test_rows_of_the_other_organisation_are_there_to_be_crossed_to(house):
    with inside(house.other):
        empty = [
            f"{room}.{name}"
            for room in rows.rooms()
            for name, way in rows.ways(room).items()
            if not way(strangers.viewers(house)["visitor"]).model._base_manager.exists()
        ]
    assert empty == []
