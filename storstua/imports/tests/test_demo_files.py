"""The files of the demo's organisations come in whole, and change nothing the second time."""

import tomllib
from importlib.resources import files

import pytest

from storstua.base.viewer import Viewer
from storstua.imports import actions
from storstua.imports.actions import Outcome
from storstua.organisations import actions as organisations
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation

from .taking import counts, everything

pytestmark = pytest.mark.django_db

FOLDER = files("storstua.demo").joinpath("organisations")
SLUGS = ("smerte", "lever", "rus", "atrop")


def make_demo_organisation(slug: str) -> Organisation:
    made = make_organisation(slug, slug.capitalize(), is_whole=True)
    facts = tomllib.loads(FOLDER.joinpath(f"{slug}.toml").read_text("utf-8"))
    for area in facts["area"]:
        organisations.add_area(
            by=Viewer.system(made.id, "test"),
            organisation=made,
            code=area["code"],
            names={"nb": area["nb"]},
        )
    made.refresh_from_db()
    return made


def take_in(organisation: Organisation, kind: str) -> Outcome:
    return actions.take_in(
        by=Viewer.command_line(organisation.id),
        organisation=organisation,
        kind=kind,
        content=FOLDER.joinpath(organisation.slug, f"{kind}.csv").read_bytes(),
        filename=f"{kind}.csv",
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_supporters_and_requests_come_in_whole(slug):
    organisation = make_demo_organisation(slug)
    for kind in ("supporters", "requests"):
        outcome = take_in(organisation, kind)
        assert counts(outcome) == (outcome.rows, 0, 0, [])
    before = everything()
    for kind in ("supporters", "requests"):
        again = take_in(organisation, kind)
        assert counts(again) == (0, 0, again.rows, [])
    assert everything() == before


@pytest.mark.parametrize("slug", ["lever", "atrop"])
def test_activities_come_in_whole(slug):
    organisation = make_demo_organisation(slug)
    take_in(organisation, "supporters")
    outcome = take_in(organisation, "activities")
    assert counts(outcome) == (outcome.rows, 0, 0, [])
    again = take_in(organisation, "activities")
    assert counts(again) == (0, 0, outcome.rows, [])
