"""Those who may answer what takes two are told once, and then who proposed it; never what."""

import pytest
import time_machine

from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.notices.choices import Kind
from storstua.notices.jobs import proposals
from storstua.notices.models import Notice
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people.tests.factories import make_person
from storstua.roles import actions as roles
from storstua.roles.choices import Why
from storstua.roles.tests.factories import make_helper, viewer_of

pytestmark = pytest.mark.django_db


def helper(organisation: Organisation, role: Role, name: str) -> Viewer:
    return viewer_of(make_helper(organisation, role, name))


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def people(organisation) -> dict[str, Viewer]:
    return {
        "astrid": helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"),
        "tor": helper(organisation, Role.BOARD_MEMBER, "Tor"),
        "berit": helper(organisation, Role.BOARD_MEMBER, "Berit"),
        "siri": helper(organisation, Role.COORDINATOR, "Siri"),
    }


def told() -> list[tuple[str, str, str]]:
    rows = Notice.objects.order_by("id").values_list("person__given_name", "kind", "path")
    return list(rows)


def test_seconds_are_told_once_and_then_who_proposed_it(organisation, people):
    ola = make_person(organisation, "Ola")
    proposal = roles.propose_role(by=people["siri"], person=ola, role=Role.COORDINATOR)
    path = f"/roller/venter/{proposal.key}/"
    assert (proposals(0), proposals(0)) == (2, 0)
    assert sorted(told()) == [("Berit", Kind.SECOND, path), ("Tor", Kind.SECOND, path)]
    roles.decline(by=people["tor"], proposal=proposal, why=Why.TALK_FIRST)
    assert (proposals(0), proposals(0)) == (1, 0)
    assert told()[-1] == ("Siri", Kind.ANSWER, path)
    mails = [outbox.parameters_of(mail) for mail in outbox.newest()]
    assert len(mails) == 3
    assert not any("Ola" in str(each) for each in mails)


def test_who_took_it_back_is_told_nothing_and_who_lapsed_is(organisation, people):
    ola, per = make_person(organisation, "Ola"), make_person(organisation, "Per")
    with time_machine.travel("2026-11-22T12:00Z", tick=False) as moment:
        back = roles.propose_role(by=people["siri"], person=ola, role=Role.COORDINATOR)
        roles.take_back(by=people["siri"], proposal=back)
        lapsing = roles.propose_role(by=people["siri"], person=per, role=Role.COORDINATOR)
        moment.move_to("2026-12-06T13:00Z")
        assert proposals(0) == 0
        roles.lapse(by=Viewer.system(organisation.id, "test"), proposal=lapsing)
        assert proposals(0) == 1
    assert told() == [("Siri", Kind.ANSWER, f"/roller/venter/{lapsing.key}/")]


def test_the_board_of_another_organisation_is_told_nothing(organisation, people):
    elsewhere = make_organisation("andre", "Andre")
    with inside(elsewhere):
        helper(elsewhere, Role.BOARD_MEMBER, "Trude")
    ola = make_person(organisation, "Ola")
    roles.propose_role(by=people["siri"], person=ola, role=Role.COORDINATOR)
    assert proposals(0) == 2
    with inside(elsewhere):
        assert told() == []
