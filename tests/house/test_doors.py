"""Every address has a door, and the doors are those of the readable table beside this file."""

from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks

from storstua.base.door_check import views_behind
from storstua.base.doors import Door
from storstua.organisations.slugs import RESERVED

TABLE = Path(__file__).with_name("doors.txt")


def lines() -> list[str]:
    found = []
    for urlconf in settings.ADDRESS_LISTS:
        where = "organisation" if "organisation" in urlconf else "installation"
        for path, view in views_behind(urlconf):
            door: Door = view.door  # type: ignore[attr-defined]
            roles = " ".join(role.value for role in door.roles)
            found.append(f"{where:13} /{path:55} {door.name} {roles}".rstrip())
    return sorted(set(found))


def test_no_view_is_without_a_door():
    assert [error for error in run_checks() if error.id == "storstua.E001"] == []


def test_doors_are_those_of_the_table():
    """After a wanted change: `make doors` writes the table anew, and the diff is read."""
    assert lines() == TABLE.read_text().splitlines()


def test_no_organisation_can_take_an_address_of_the_installation():
    firsts = {
        path.lstrip("^").partition("/")[0] for path, _view in views_behind("storstua.config.urls")
    }
    assert {first for first in firsts if first} - RESERVED == set()
