"""The pages of what takes two, in the browser: seen, answered, taken back."""

import re

import pytest

from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.organisations.models import Branch, Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people.models import Person
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_person
from storstua.roles import queries
from storstua.roles.models import Invitation, Proposal
from storstua.roles.tests.factories import make_grant, make_helper

pytestmark = pytest.mark.django_db
INVITE = "/havblikk/roller/inviter/"
LIST = "/havblikk/roller/"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


def enter(
    organisation: Organisation, role: Role, name: str, branch: Branch | None = None
) -> Browser:
    """A browser in which someone with this role has come in."""
    browser = Browser()
    browser.force_login(make_helper(organisation, role, name, branch).account)
    return browser


@pytest.fixture
def astrid(organisation) -> Browser:
    return enter(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")


@pytest.fixture
def tor(organisation) -> Browser:
    return enter(organisation, Role.BOARD_MEMBER, "Tor")


def propose(browser: Browser, **said: str) -> Proposal:
    """Invite someone as coordinator by the page."""
    values = {"given_name": "Nora", "family_name": "Dahl", "email": "nora@example.org"}
    answer = browser.post(INVITE, {**values, "role": "coordinator", **said})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    return Proposal.objects.latest("id")


def page(proposal: Proposal) -> str:
    return f"/havblikk/roller/venter/{proposal.key}/"


def read(browser: Browser, address: str) -> str:
    return browser.get(address).content.decode()


def test_inviting_a_coordinator_waits_and_the_second_says_yes(astrid, tor):
    proposal = propose(astrid)
    assert list(outbox.newest()) == []
    listed = read(tor, LIST)
    assert "Koordinator: Nora Dahl" in listed
    assert "Astrid foreslo det" in listed
    assert "Ja, jeg er enig" in read(tor, page(proposal))
    assert tor.post(page(proposal), {"svar": "ja"})["Location"] == LIST
    (mail,) = outbox.newest()
    assert outbox.address_of(mail) == "nora@example.org"
    after = read(tor, LIST)
    assert ("Koordinator: Nora Dahl" in after, "nora@example.org, Koordinator" in after) == (
        False,
        True,
    )


def test_who_proposed_it_sees_no_yes_and_may_take_it_back(astrid, tor):
    proposal = propose(astrid)
    text = read(astrid, page(proposal))
    assert ("Ja, jeg er enig" in text, "Ta forslaget tilbake" in text) == (False, True)
    astrid.post(page(proposal), {"svar": "ja"})
    assert (Proposal.objects.get().answer, list(outbox.newest())) == ("", [])
    astrid.post(page(proposal), {"svar": "tilbake"})
    assert Proposal.objects.get().answer == "taken_back"
    assert "Trukket tilbake fra Astrid" in read(astrid, page(proposal))


def test_no_needs_a_reason_and_the_reason_is_told(astrid, tor):
    proposal = propose(astrid)
    answer = tor.post(page(proposal), {"svar": "nei"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["why"])
    tor.post(page(proposal), {"svar": "nei", "why": "talk_first"})
    text = read(astrid, page(proposal))
    assert "Nei fra Tor" in text
    assert "Vi må snakke sammen først." in text


def test_page_says_when_nobody_can_be_the_second_yet(organisation, astrid):
    proposal = propose(astrid)
    says = "Ingen andre kan si ja ennå. Inviter et styremedlem, det trenger bare én."
    assert says in read(astrid, page(proposal))
    enter(organisation, Role.BOARD_MEMBER, "Tor")
    assert says not in read(astrid, page(proposal))


def test_board_member_is_invited_at_once(astrid):
    answer = astrid.post(
        INVITE, {"given_name": "Tor", "email": "tor@example.org", "role": "board_member"}
    )
    assert (answer.status_code, Proposal.objects.count(), len(outbox.newest())) == (302, 0, 1)


def test_proposal_of_another_organisation_is_not_there(organisation, astrid):
    proposal = propose(astrid)
    elsewhere = make_organisation("andre", "Andre")
    with inside(elsewhere):
        trude = enter(elsewhere, Role.BOARD_MEMBER, "Trude")
    for address in (
        f"/andre/roller/venter/{proposal.key}/",
        f"/andre/arbeid/likepersoner/unge/{proposal.key}/ja/",
    ):
        assert trude.post(address, {"svar": "ja"}).status_code == 404
    assert trude.post(page(proposal), {"svar": "ja"}).status_code in {302, 403}
    assert Proposal.objects.get().answer == ""


def test_branch_coordinator_sees_the_branch_and_proposes_there(organisation, astrid, tor):
    oslo, bergen = (
        Branch.objects.create(organisation=organisation, name=name) for name in ("Oslo", "Bergen")
    )
    berit = enter(organisation, Role.COORDINATOR, "Berit", oslo)
    make_grant(make_person(organisation, "Per i Bergen"), Role.SUPPORTER, bergen)
    make_grant(make_person(organisation, "Ola i Oslo"), Role.SUPPORTER, oslo)
    proposed_for_all = propose(astrid)
    text = read(berit, LIST)
    seen = [name in text for name in ("Ola i Oslo", "Berit", "Per i Bergen", "Astrid", "Nora")]
    assert seen == [True, True, False, False, False]
    assert berit.get(page(proposed_for_all)).status_code == 404
    said = {"given_name": "Ny", "email": "ny@example.org", "role": "coordinator"}
    for branch in ("", str(bergen.key)):
        assert berit.post(INVITE, {**said, "branch": branch}).status_code == 422
    assert propose(berit, email="ny@example.org", branch=str(oslo.key)).branch == oslo


def test_pages_ask_the_database_little_however_much_waits(organisation, client, queries_of):
    astrid = enter(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    client.force_login(make_helper(organisation, Role.BOARD_MEMBER, "Tor").account)
    proposal = propose(astrid)
    few = [queries_of(address) for address in (LIST, page(proposal), "/havblikk/i-dag/")]
    for number in range(3):
        propose(astrid, email=f"ny{number}@example.org")
    many = [queries_of(address) for address in (LIST, page(proposal), "/havblikk/i-dag/")]
    assert few == many
    assert max(many) <= 8


def test_today_tells_the_second_and_not_the_first(organisation, astrid, tor):
    first = propose(astrid)
    line = "1 forslag trenger to, og venter på svaret ditt."
    text = read(tor, "/havblikk/i-dag/")
    assert (line in text, page(first) in text) == (True, True)
    assert line not in read(astrid, "/havblikk/i-dag/")
    propose(astrid, email="to@example.org")
    text = read(tor, "/havblikk/i-dag/")
    assert "2 forslag trenger to" in text
    assert "/havblikk/roller/#venter" in text


def test_what_waits_names_who_it_is_for_and_where(organisation, astrid):
    oslo = Branch.objects.create(organisation=organisation, name="Oslo")
    proposal = propose(astrid, branch=str(oslo.key))
    waiting = queries.waiting(Invitation.objects.all(), Proposal.objects.all())
    assert [(each.what, each.name, each.branch, each.proposer) for each in waiting] == [
        ("Koordinator", "Nora Dahl", "Oslo", "Astrid")
    ]
    assert (waiting[0].key, Person.objects.filter(given_name="Nora").count()) == (proposal.key, 0)


def tagged(browser: Browser) -> list[str]:
    """The roles that the form says take two."""
    tag = re.compile(r'value="(\w+)"(?:(?!<input).)*?Trenger to', re.DOTALL)
    return tag.findall(read(browser, INVITE))


def test_the_form_says_of_which_roles_take_two_for_whoever_fills_it_in(organisation, astrid):
    """The first board member comes by one person alone, and the next does not."""
    assert "board_member" not in tagged(astrid)
    assert "coordinator" in tagged(astrid)
    make_helper(organisation, Role.BOARD_MEMBER, "Tor")
    assert "board_member" in tagged(astrid)


def test_the_list_is_filtered_by_roles_that_can_be_held(astrid, tor):
    page = read(astrid, f"{LIST}?rolle=board_member")
    choice = page.partition('name="rolle"')[2].partition("</select>")[0]
    offered = set(re.findall(r'value="(\w+)"', choice))
    assert offered & {"visitor", "seeker", "platform_operator"} == set()
    assert {"supporter", "board_member", "auditor"} <= offered
    table = page.partition("<table")[2].partition("</table>")[0]
    assert ("Tor" in table, "Astrid" in table) == (True, False)
