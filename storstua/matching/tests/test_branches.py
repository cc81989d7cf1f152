"""Which requests and asks a coordinator of one branch sees, and who is told of them."""

from datetime import timedelta
from itertools import product

import pytest

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations import permissions as may_know
from storstua.matching import actions, jobs, permissions, queries
from storstua.matching.models import Request
from storstua.notices.choices import Kind
from storstua.notices.models import Notice
from storstua.organisations import actions as organisations
from storstua.organisations.models import Branch, Level, Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Person
from storstua.people.tests.factories import make_person, make_viewer
from storstua.roles import queries as who
from storstua.roles.permissions import reached
from storstua.roles.tests.factories import make_grant, make_helper, viewer_of
from storstua.supporters.tests.factories import make_supporter, policy_of

pytestmark = pytest.mark.django_db
COUNTIES = ("Oslo", "Agder", "Troms", "")


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@in_its_organisation
def make_branch(organisation: Organisation, name: str, county: str = "", **values: Level) -> Branch:
    by = Viewer.command_line(organisation.id)
    return organisations.add_branch(
        by=by, organisation=organisation, name=name, county=county, **values
    )


def make_coordinator(organisation: Organisation, name: str, branch: Branch | None = None) -> Person:
    return make_helper(organisation, Role.COORDINATOR, name, branch)


@in_its_organisation
def make_request(organisation: Organisation, county: str) -> Request:
    person = make_person(organisation, "Anonym")
    return Request.objects.create(
        organisation=organisation, person=person, promised_on=clock.today(), county=county
    )


def counties_of(person: Person) -> set[str]:
    rows = permissions.readable(viewer_of(person))
    return set(rows.values_list("county", flat=True))


@pytest.mark.parametrize(("has_siri", "has_national"), list(product((True, False), repeat=2)))
def test_who_sees_a_request_is_who_is_told_of_it(organisation, has_siri, has_national):
    people = [
        make_coordinator(organisation, "Ove", make_branch(organisation, "Oslo lag", "Oslo")),
        make_coordinator(organisation, "Ada", make_branch(organisation, "Agder lag", "Agder")),
        make_coordinator(organisation, "Uno", make_branch(organisation, "Uten fylke")),
    ]
    if has_siri:
        people.append(make_coordinator(organisation, "Siri"))
    if has_national:
        national = make_branch(organisation, "Landet", level=Level.NATIONAL)
        people.append(make_coordinator(organisation, "Nina", national))
    for county in COUNTIES:
        make_request(organisation, county)
        seeing = {each.id for each in people if county in counties_of(each)}
        told = who.people_reaching(organisation.id, Role.COORDINATOR, county)
        assert seeing == {each.id for each in told}


def test_a_branch_has_the_requests_of_its_county_and_the_rest_go_to_the_whole(organisation):
    ove = make_coordinator(organisation, "Ove", make_branch(organisation, "Oslo lag", "Oslo"))
    for county in COUNTIES:
        make_request(organisation, county)
    assert counties_of(ove) == set(COUNTIES)
    siri = make_coordinator(organisation, "Siri")
    assert (counties_of(ove), counties_of(siri)) == ({"Oslo"}, set(COUNTIES))


def test_a_role_that_is_no_coordinators_reaches_no_request(organisation):
    make_request(organisation, "Oslo")
    board = make_viewer(organisation, Role.BOARD_MEMBER, person=make_person(organisation, "Tor"))
    assert set(permissions.readable(board)) == set()
    make_request(organisation, "")
    assert set(Request.objects.filter(reached(board, Role.COORDINATOR))) == set()


def test_a_request_of_another_county_cannot_be_acted_on(organisation):
    make_coordinator(organisation, "Siri")
    ove = make_coordinator(organisation, "Ove", make_branch(organisation, "Oslo lag", "Oslo"))
    request = make_request(organisation, "Agder")
    for act in (
        actions.end_request,
        lambda **values: actions.set_waiting_list(**values, waits=True),
    ):
        with pytest.raises(Refusal):
            act(by=viewer_of(ove), request=request)
    actions.end_request(by=viewer_of(ove), request=make_request(organisation, "Oslo"))


def test_a_coordinator_of_a_branch_is_shown_the_supporters_of_that_branch(organisation):
    make_coordinator(organisation, "Siri")
    branch = make_branch(organisation, "Oslo lag", "Oslo")
    ove = make_coordinator(organisation, "Ove", branch)
    make_supporter(organisation, "Ola", branch=branch)
    make_supporter(organisation, "Eva")
    found = queries.candidates(viewer_of(ove), policy_of(organisation))
    assert [each.name for each in found] == ["Ola Nordmann"]


def test_who_coordinates_a_branch_is_asked_as_a_supporter_of_another(organisation):
    siri = make_coordinator(organisation, "Siri")
    branch = make_branch(organisation, "Oslo lag", "Oslo")
    ove = make_coordinator(organisation, "Ove", branch)
    make_grant(ove, Role.SUPPORTER)
    own = make_supporter(organisation, person=ove)
    candidate = queries.candidate(viewer_of(siri), own.key, policy_of(organisation))
    request = make_request(organisation, "Agder")
    request.languages, request.contact_forms = ["nb"], ["phone"]
    request.write("languages", "contact_forms")
    ask = actions.ask_supporter(
        by=viewer_of(siri), request=request, candidate=candidate, way="phone"
    )
    assert list(permissions.readable_asks(viewer_of(ove))) == [ask]
    other = make_coordinator(organisation, "Per", branch)
    assert list(permissions.readable_asks(viewer_of(other))) == []


def test_a_conversation_is_known_where_its_request_lies(organisation):
    siri = make_coordinator(organisation, "Siri")
    ove = make_coordinator(organisation, "Ove", make_branch(organisation, "Oslo lag", "Oslo"))
    talks = {
        county: conversations.open_between(
            by=Viewer.command_line(organisation.id),
            organisation_id=organisation.id,
            participants={make_person(organisation, name): name for name in ("Kari", "Ola")},
            county=county,
        )
        for county in COUNTIES
    }
    assert set(may_know.known_to(viewer_of(ove))) == {talks["Oslo"]}
    assert set(may_know.known_to(viewer_of(siri))) == set(talks.values())


def test_those_who_reach_a_late_request_are_told_of_it_once(organisation):
    siri = make_coordinator(organisation, "Siri")
    make_coordinator(organisation, "Ada", make_branch(organisation, "Agder lag", "Agder"))
    ove = make_coordinator(organisation, "Ove", make_branch(organisation, "Oslo lag", "Oslo"))
    late, listed, _today = (make_request(organisation, "Oslo") for _each in range(3))
    yesterday = clock.today() - timedelta(days=1)
    for request in (late, listed):
        request.promised_on = yesterday
        request.is_on_waiting_list = request is listed
        request.write("promised_on", "is_on_waiting_list")
    assert (jobs.tell_overdue(timestamp=0), jobs.tell_overdue(timestamp=0)) == (1, 1)
    told = Notice.objects.order_by("person_id").values_list("person_id", "kind", "path")
    path = f"/foresporsler/{late.key}/"
    assert list(told) == [(siri.id, Kind.OVERDUE, path), (ove.id, Kind.OVERDUE, path)]


def test_only_the_clock_tells_that_an_answer_is_late(organisation):
    siri = make_coordinator(organisation, "Siri")
    with pytest.raises(Refusal, match="klokka"):
        actions.tell_overdue(by=viewer_of(siri), request=make_request(organisation, ""))
