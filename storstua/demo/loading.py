"""Loads one organisation of the demo: built, filled from its spreadsheets, the cast on stage."""

from dataclasses import dataclass

from storstua.base import clock
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.demo.building import add_branches, build
from storstua.demo.cast import member
from storstua.demo.playing import play
from storstua.demo.presenting import present
from storstua.demo.scenery import Scenery
from storstua.demo.sheets import sheet_for
from storstua.demo.staging import Stage, enter
from storstua.imports import actions as imports


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much one organisation holds after loading."""

    slug: str
    name: str
    supporters: int
    requests: int
    activities: int


def load_place(by: Viewer, place: Scenery) -> Loaded:
    """Load one organisation; the caller holds a transaction and has cleared the place."""
    organisation = build(by, place)
    stage = Stage(Viewer.command_line(organisation.id), organisation, clock.today())
    with inside(organisation, by=stage.by):
        return _fill(stage, place)


def _fill(stage: Stage, place: Scenery) -> Loaded:
    branches = add_branches(stage.by, stage.organisation, place)
    supporters = _take_in(stage, place, "supporters")
    # Branches come before activities, which belong to the branch of who did them.
    present(stage.by, stage.organisation, branches)
    requests = _take_in(stage, place, "requests")
    activities = _take_in(stage, place, "activities")
    enter(stage)
    if place.slug == member("kari").organisation:
        play(stage, branches)
    return Loaded(place.slug, place.name, supporters, requests, activities)


def _take_in(stage: Stage, place: Scenery, kind: str) -> int:
    """Bring a spreadsheet in as an office would; returns how many rows went in."""
    outcome = imports.take_in(
        by=stage.by,
        organisation=stage.organisation,
        kind=kind,
        content=sheet_for(place, kind, stage.today),
        filename=f"{place.slug}-{kind}.csv",
    )
    return outcome.new
