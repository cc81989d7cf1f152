"""The whole demo, loaded once for all tests of the room that look at it."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from storstua.base.viewer import Viewer
from storstua.demo import actions
from storstua.demo.clearing import clear
from storstua.demo.loading import Loaded
from storstua.demo.scenery import SLUGS


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None, django_db_blocker: pytest.FixtureDef
) -> Iterator[dict[str, Loaded]]:
    """What was loaded, by slug. Each test's own changes are undone, and at the end all of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = {each.slug: each for each in actions.load(by=Viewer.command_line())}
        connection.check_constraints()
        yield found
        transaction.set_rollback(True)


@pytest.fixture
def nothing_loaded(db: None) -> None:
    """An installation without the demo, whatever other tests have loaded."""
    clear(SLUGS)
