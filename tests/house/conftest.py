"""The house with one of everything in it, built once for all tests of a file."""

from collections.abc import Iterator

import pytest

from tests.house import cast
from tests.house.probing import Prober, undone


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[cast.House]:
    """The cast's house. Each test's own changes are undone, and at the end the house is."""
    with django_db_blocker.unblock(), undone():
        yield cast.build()


@pytest.fixture(scope="module")
def crowded_house(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[Prober]:
    """The same house with all lots and everyone, and who asks its addresses."""
    with django_db_blocker.unblock(), undone():
        yield Prober()


@pytest.fixture
def prober(crowded_house: Prober) -> Prober:
    """Nobody has come in yet: sessions end with each test."""
    crowded_house.browsers.clear()
    return crowded_house
