"""The approval for talks with minors: two agree to it, one takes it away."""

import pytest

from storstua.audit.models import Entry
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch, Organisation
from storstua.people.models import Person
from storstua.people.tests.factories import make_person
from storstua.roles import actions as roles
from storstua.roles import queries as who
from storstua.roles.choices import Matter
from storstua.roles.queries import Proposal
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters import actions
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import heading_of

pytestmark = pytest.mark.django_db


def helper(
    organisation: Organisation, role: Role, name: str, branch: Branch | None = None
) -> Viewer:
    return viewer_of(make_helper(organisation, role, name, branch))


@pytest.fixture
def siri(organisation) -> Viewer:
    return helper(organisation, Role.COORDINATOR, "Siri")


@pytest.fixture
def tor(organisation) -> Viewer:
    return helper(organisation, Role.BOARD_MEMBER, "Tor")


def approved(supporter: Supporter) -> tuple[bool, str]:
    row = Supporter.objects.get(id=supporter.id)
    return row.is_approved_for_minors, row.minors_approved_by


def test_approval_counts_when_another_agrees_and_no_sooner(organisation, siri, tor):
    supporter = make_supporter(organisation)
    proposal = actions.propose_for_minors(by=siri, supporter=supporter)
    assert approved(supporter) == (False, "")
    with pytest.raises(Refusal):
        actions.agree_for_minors(by=siri, proposal=proposal)
    actions.agree_for_minors(by=tor, proposal=proposal)
    assert approved(supporter) == (True, "two")
    told = Entry.objects.filter(object_key=supporter.key).order_by("id").values_list("verb")
    assert list(told)[-2:] == [("propose for minors",), ("approve for minors",)]


def test_approval_is_taken_away_by_one_at_once(organisation, siri, tor):
    supporter = make_supporter(organisation, is_approved_for_minors=True)
    with pytest.raises(Refusal):
        actions.end_for_minors(by=tor, supporter=supporter)
    actions.end_for_minors(by=siri, supporter=supporter)
    assert approved(supporter) == (False, "")


def test_keeping_the_record_neither_gives_nor_takes_the_approval(organisation, siri):
    for supporter in (
        make_supporter(organisation),
        make_supporter(organisation, is_approved_for_minors=True),
    ):
        before = approved(supporter)
        terms = actions.Terms.of(supporter)
        actions.change_profile(by=siri, supporter=supporter, terms=terms)
        assert approved(supporter) == before


def test_nobody_proposes_themself_and_the_supporter_never_agrees(organisation, siri, tor):
    own = make_supporter(organisation, person=_person(siri))
    with pytest.raises(Refusal):
        actions.propose_for_minors(by=siri, supporter=own)
    tors = make_supporter(organisation, person=_person(tor))
    proposal = actions.propose_for_minors(by=siri, supporter=tors)
    with pytest.raises(Refusal):
        actions.agree_for_minors(by=tor, proposal=proposal)
    assert (approved(own), approved(tors)) == ((False, ""), (False, ""))


def _person(viewer: Viewer) -> Person:
    return Person.objects.get(id=viewer.person_id)


def test_one_who_is_approved_or_waits_is_not_proposed(organisation, siri):
    supporter = make_supporter(organisation)
    actions.propose_for_minors(by=siri, supporter=supporter)
    for each in (supporter, make_supporter(organisation, is_approved_for_minors=True)):
        with pytest.raises(Refusal):
            actions.propose_for_minors(by=siri, supporter=each)
    assert Proposal.objects.count() == 1


def test_supporter_who_moved_to_another_branch_is_proposed_again(organisation, siri, tor):
    supporter = make_supporter(organisation)
    proposal = actions.propose_for_minors(by=siri, supporter=supporter)
    supporter.branch = Branch.objects.create(organisation=organisation, name="Oslo")
    supporter.write("branch")
    with pytest.raises(Refusal):
        actions.agree_for_minors(by=tor, proposal=proposal)
    assert (approved(supporter), Proposal.objects.get().answer) == ((False, ""), "")


def test_branch_coordinator_proposes_in_the_branch_alone(organisation, tor):
    oslo = Branch.objects.create(organisation=organisation, name="Oslo")
    berit = helper(organisation, Role.COORDINATOR, "Berit", oslo)
    near, far = make_supporter(organisation, branch=oslo), make_supporter(organisation)
    with pytest.raises(Refusal):
        actions.propose_for_minors(by=berit, supporter=far)
    actions.agree_for_minors(by=tor, proposal=actions.propose_for_minors(by=berit, supporter=near))
    assert (approved(near), approved(far)) == ((True, "two"), (False, ""))


def test_another_kind_of_proposal_approves_nobody(organisation, siri, tor):
    supporter = make_supporter(organisation)
    proposal = roles.propose_role(by=siri, person=supporter.person, role=Role.SUPERVISOR)
    with pytest.raises(Refusal):
        actions.agree_for_minors(by=tor, proposal=proposal)
    assert approved(supporter) == (False, "")


def test_in_the_browser_one_proposes_and_another_says_yes(organisation, sign_in):
    supporter = make_supporter(organisation, "Ola")
    siri = sign_in(organisation, Role.COORDINATOR)
    tor = sign_in(organisation, Role.BOARD_MEMBER, make_person(organisation, "Tor"))
    page = f"/havblikk/arbeid/likepersoner/{supporter.key}/"
    assert "Ikke godkjent" in siri.get(page).content.decode()
    assert tor.get(f"{page}unge/").status_code == 403
    assert siri.post(f"{page}unge/", {"gjor": "foresla"})["Location"] == page
    assert "foreslo det" in siri.get(f"{page}unge/").content.decode()
    proposal = who.pending_for(supporter.person_id, Matter.MINORS)
    assert proposal is not None
    agree = f"/havblikk/arbeid/likepersoner/unge/{proposal.key}/ja/"
    shown = tor.get(f"/havblikk/roller/venter/{proposal.key}/").content.decode()
    assert f'action="{agree}"' in shown
    assert siri.post(agree).status_code == 403
    assert tor.post(agree)["Location"] == "/havblikk/roller/"
    assert approved(supporter) == (True, "two")
    assert "Godkjent av to" in siri.get(page).content.decode()


def test_pressing_propose_on_an_old_page_takes_no_approval_away(organisation, sign_in):
    supporter = make_supporter(organisation, is_approved_for_minors=True)
    siri = sign_in(organisation, Role.COORDINATOR)
    page = f"/havblikk/arbeid/likepersoner/{supporter.key}/unge/"
    siri.post(page, {"gjor": "foresla"})
    assert approved(supporter) == (True, "")
    siri.post(page, {"gjor": "avslutt"})
    assert approved(supporter) == (False, "")


def test_branch_coordinator_brings_newcomers_into_the_branch(organisation, sign_in):
    oslo = Branch.objects.create(organisation=organisation, name="Oslo")
    bergen = Branch.objects.create(organisation=organisation, name="Bergen")
    berit = sign_in(organisation, Role.COORDINATOR, None, oslo)
    said = {"given_name": "Per", "family_name": "Vik", "email": "per@example.org"}
    address = "/havblikk/arbeid/likepersoner/ny/"
    for branch in ("", str(bergen.id)):
        assert berit.post(address, {**said, "branch": branch}).status_code == 422
    answer = berit.post(address, {**said, "branch": str(oslo.id)})
    assert heading_of(berit.get(answer["Location"])) == "Per Vik"
    assert Supporter.objects.get().branch == oslo
    reached = berit.get(f"{answer['Location']}kontakt/").content.decode()
    assert "per@example.org" in reached
