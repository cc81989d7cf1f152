"""The demo's main organisation with its cast, and without its spreadsheets."""

import pytest

from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.demo.building import add_branches, build
from storstua.demo.playing import play
from storstua.demo.scenery import scenery
from storstua.demo.staging import Stage, enter
from storstua.organisations.models import Organisation


@pytest.fixture
def small_demo(db: None, settings: object) -> Organisation:
    """Kari, Ola, Siri and the others, a request, a talk and a few activities."""
    settings.STORSTUA_DEMO = True  # type: ignore[attr-defined]
    by, place = Viewer.command_line(), scenery("smerte")
    organisation = build(by, place)
    stage = Stage(Viewer.command_line(organisation.id), organisation, clock.today())
    enter(stage)
    play(stage, add_branches(by, organisation, place))
    return organisation
