"""More people in the same organisation, with rows that are not those of the cast."""

from dataclasses import replace

from storstua.activities.tests.factories import make_activity
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.conversations.models import Conversation
from storstua.imports import actions as imports
from storstua.imports.handing_back import template_csv
from storstua.matching import actions as matching
from storstua.matching import queries as match_queries
from storstua.matching.models import Request
from storstua.organisations import actions as organisations
from storstua.organisations.queries import facts_of
from storstua.people.models import Person
from storstua.people.tests.factories import make_account, make_person
from storstua.roles import actions as roles
from storstua.roles.tests.factories import make_grant
from storstua.supporters.tests.factories import make_supporter
from tests.house.cast import House, viewer_of

# berit coordinates the branch Oslo only, per supports there, lise is a member with no role.
STRANGERS = ("per", "berit", "lise")


def add(house: House) -> None:
    """Let the strangers in, each with rows of their own; they stand in `rows` beside the others."""
    with inside(house.organisation):
        _let_in(house)
        _ask_per(house)
        _leave_rows(house)


def _let_in(house: House) -> None:
    here = house.organisation
    by = Viewer.command_line(here.id)
    oslo = organisations.add_branch(by=by, organisation=here, name="Oslo")
    house.accounts |= {who: make_account(f"{who}@example.org") for who in STRANGERS}
    per = make_supporter(here, "Per", account=house.accounts["per"], branch=oslo)
    berit = make_person(here, "Berit", account=house.accounts["berit"])
    make_person(here, "Lise", account=house.accounts["lise"])
    make_grant(per.person, Role.SUPPORTER)
    make_grant(berit, Role.COORDINATOR, oslo)
    house.rows |= {"branch": oslo, "pers_supporter": per, "per": per.person}


def _ask_per(house: House) -> None:
    """Someone other than Kari asks; Per says yes to one, and is asked about another."""
    siri, policy = viewer_of(house, "siri"), facts_of(house.organisation).policy
    values = matching.RequestValues(nickname="Rogn", contact_forms=("chat", "phone"))
    for name in ("pers_request", "pers_open_request"):
        request, _words = matching.ask_for_talk(
            by=Viewer.visitor(house.organisation.id), organisation=house.organisation, values=values
        )
        candidate = match_queries.candidate(siri, house.rows["pers_supporter"].key, policy)
        assert candidate is not None
        ask = matching.ask_supporter(by=siri, request=request, candidate=candidate, way="chat")
        house.rows |= {name: request, f"{name}_ask": ask}
    per = viewer_of(house, "per")
    ask = house.rows["pers_request_ask"]
    matching.answer_ask(by=per, ask=ask, answer="yes")
    seeker = Viewer.seeker(house.organisation.id, house.rows["pers_request"].person_id)
    answered = matching.meet(by=seeker, ask=ask, is_fine=True)
    house.rows["pers_conversation"] = Conversation.objects.get(key=answered.conversation_key)


def _leave_rows(house: House) -> None:
    here, oslo = house.organisation, house.rows["branch"]
    house.rows["pers_activity"] = make_activity(here, [house.rows["pers_supporter"]], branch=oslo)
    house.rows["request_import"] = imports.upload(
        by=viewer_of(house, "siri"),
        organisation=here,
        kind="requests",
        content=template_csv("requests"),
        filename="mal.csv",
    )
    house.rows["pers_invitation"], _secret = roles.invite(
        by=Viewer.command_line(here.id),
        person=house.rows["per"],
        email="per@example.org",
        role=Role.SUPERVISOR,
    )
    house.rows["kari"] = Request.objects.get(id=house.rows["request"].id).person


def seeker_of(house: House) -> Viewer:
    """Kari, who came with her words."""
    person: Person = house.rows["request"].person
    return Viewer.seeker(house.organisation.id, person.id)


def viewers(house: House) -> dict[str, Viewer]:
    """Everyone as they ask in this organisation, by name."""
    found = {"visitor": Viewer.visitor(house.organisation.id), "kari": seeker_of(house)}
    with inside(house.organisation):
        found |= {who: viewer_of(house, who) for who in house.accounts}
    return found


def elsewhere(house: House, viewer: Viewer) -> Viewer:
    """The same person and roles, were they of the other organisation."""
    return replace(viewer, organisation_id=house.other.id)
