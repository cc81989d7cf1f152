"""The demo, loaded once for all tests of the room that look at it."""

from collections.abc import Callable, Iterator
from functools import partialmethod

import pytest
from django.db import connection, transaction

from storstua.base.viewer import Viewer
from storstua.demo import actions
from storstua.demo.clearing import clear
from storstua.demo.loading import Loaded
from storstua.demo.scenery import SLUGS, Scenery

ACTIVITIES = 150


def first_activities(place: Scenery, kind: str, sheet: Callable[[Scenery, str], str]) -> str:
    """The sheet, of activities no more than its heading and the first."""
    lines = sheet(place, kind).splitlines(keepends=True)
    return "".join(lines[: ACTIVITIES + 1] if kind == "activities" else lines)


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None, django_db_blocker: pytest.FixtureDef
) -> Iterator[dict[str, Loaded]]:
    """What was loaded, by slug, with the first activities of each organisation: the thousands of
    the whole demo are loaded where the product is started.

    Each test's own changes are undone, and at the end all of it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Scenery, "sheet", partialmethod(first_activities, sheet=Scenery.sheet))
            found = {each.slug: each for each in actions.load(by=Viewer.command_line())}
        connection.check_constraints()
        yield found
        transaction.set_rollback(True)


@pytest.fixture
def nothing_loaded(db: None) -> None:
    """An installation without the demo, whatever other tests have loaded."""
    clear(SLUGS)
