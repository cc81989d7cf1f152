"""The number of queries does not depend on the number of rows."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storstua.supporters.tests.factories import make_supporter

from .taking import take

pytestmark = pytest.mark.django_db


@contextmanager
def counted(found: list[int]) -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    found.append(len(captured))


def rows(kind: str, several: int, minutes: str) -> list[dict[str, str]]:
    if kind == "supporters":
        person = {"E-post": "", "Antall samtaler samtidig": minutes}
        return [person | {"Navn": f"P {n}", "Mobil": f"9000{n:04}"} for n in range(several)]
    if kind == "members":
        return [{"Id": str(n), "Mobil": f"9{minutes}00{n:04}"[:8]} for n in range(several)]
    if kind == "requests":
        area = "rygg" if minutes == "30" else "nakke"
        return [{"Id": f"R{n}", "Diagnose": area} for n in range(several)]
    return [{"Id": f"A{n}", "Minutter": minutes} for n in range(several)]


@pytest.mark.parametrize("kind", ["supporters", "requests", "activities", "members"])
def test_new_changed_and_unchanged_rows_take_the_same_number_for_3_and_40(organisation, kind):
    make_supporter(organisation, office_id="S1")
    take(organisation, kind, *rows(kind, 1, "15"))
    few: list[int] = []
    many: list[int] = []
    for found, several in ((few, 3), (many, 40)):
        for minutes in ("30", "30", "45"):
            with counted(found):
                take(organisation, kind, *rows(kind, several, minutes))
    assert few[1:] == many[1:]
