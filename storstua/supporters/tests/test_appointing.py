"""Who appoints is what the policy says, and binds."""

import pytest

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer
from storstua.organisations import actions as organisations
from storstua.organisations.models import Appointer, Branch, Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_person, make_viewer
from storstua.supporters import actions
from storstua.supporters.models import Appointment
from storstua.supporters.tests.factories import make_supporter, system

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def branch(organisation) -> Branch:
    return Branch.objects.create(organisation=organisation, name="Oslo lag")


def say_who_appoints(organisation: Organisation, appointer: Appointer, **values: object) -> None:
    by = system(organisation)
    organisations.set_policy(by=by, organisation=organisation, appointer=appointer, **values)


def may(by: Viewer, supporter, minute_number: str = "1/2026") -> bool:
    """True when both appointing and ending are let through."""
    day = clock.today()
    said = {"by": by, "supporter": supporter}
    try:
        actions.appoint(**said, from_on=day, minute_number=minute_number)
    except Refusal:
        actions.appoint(by=Viewer.command_line(), supporter=supporter, from_on=day)
        with pytest.raises(Refusal, match="oppnev"):
            actions.end_appointment(**said)
        Appointment.objects.all().delete()
        return False
    actions.end_appointment(**said)
    return not Appointment.objects.exists()


BOARD, COORDINATOR, SUPERVISOR = Role.BOARD_MEMBER, Role.COORDINATOR, Role.SUPERVISOR


@pytest.mark.parametrize(
    ("appointer", "role", "held_in", "is_let"),
    [
        (Appointer.BOARD, BOARD, "all", True),
        (Appointer.BOARD, BOARD, "branch", False),
        (Appointer.BOARD, COORDINATOR, "all", True),
        (Appointer.BOARD, COORDINATOR, "branch", True),
        (Appointer.BOARD, COORDINATOR, "other", False),
        (Appointer.BOARD, SUPERVISOR, "all", False),
        (Appointer.BRANCH_BOARD, BOARD, "all", True),
        (Appointer.BRANCH_BOARD, BOARD, "branch", True),
        (Appointer.BRANCH_BOARD, BOARD, "other", False),
        (Appointer.NAMED_PERSON, BOARD, "all", False),
        (Appointer.NAMED_PERSON, COORDINATOR, "all", False),
    ],
)
def test_only_those_the_policy_names_appoint(
    organisation, branch, appointer, role, held_in, is_let
):
    say_who_appoints(organisation, appointer)
    other = Branch.objects.create(organisation=organisation, name="Et annet lag")
    supporter = make_supporter(organisation, branch=branch, is_appointed=False)
    where = {"all": None, "branch": branch, "other": other}[held_in]
    person = make_person(organisation, "Tor")
    assert may(make_viewer(organisation, role, person=person, branch=where), supporter) is is_let


def test_without_a_branch_no_branch_board_appoints(organisation, branch):
    say_who_appoints(organisation, Appointer.BRANCH_BOARD)
    supporter = make_supporter(organisation, is_appointed=False)
    assert not may(make_viewer(organisation, BOARD, branch=branch), supporter)
    assert may(make_viewer(organisation, BOARD), supporter)


def test_the_named_person_appoints_without_minutes(organisation):
    berit, supporter = make_person(organisation, "Berit"), make_supporter(organisation)
    Appointment.objects.all().delete()
    named = {"named_appointer": "Berit", "named_appointer_key": berit.key}
    say_who_appoints(organisation, Appointer.NAMED_PERSON, **named)
    assert may(make_viewer(organisation, COORDINATOR, person=berit), supporter, minute_number="")
    assert not may(make_viewer(organisation, COORDINATOR), supporter)


def test_a_boards_decision_needs_its_number_in_the_minutes(organisation):
    supporter = make_supporter(organisation, is_appointed=False)
    with pytest.raises(Refusal, match="Skriv saksnummeret") as refused:
        actions.appoint(
            by=make_viewer(organisation, BOARD), supporter=supporter, from_on=clock.today()
        )
    assert refused.value.field == "minute_number"


def test_nobody_appoints_themselves(organisation):
    supporter = make_supporter(organisation, is_appointed=False)
    held = frozenset({Holding(COORDINATOR), Holding(BOARD), Holding(Role.SUPPORTER)})
    own = Viewer(organisation.id, supporter.person_id, 1, held)
    with pytest.raises(Refusal, match="egen oppnevning"):
        actions.appoint(by=own, supporter=supporter, from_on=clock.today(), minute_number="1")
    with pytest.raises(Refusal, match="egen oppnevning"):
        actions.end_appointment(by=own, supporter=supporter)
