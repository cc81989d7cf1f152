"""What takes two waits, and is done when another agrees: who may, who may not, and what ends it."""

from datetime import timedelta
from unittest import mock

import pytest
import time_machine

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Branch, Organisation, Policy
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people import actions as people
from storstua.people.models import ContactKind, Person
from storstua.people.tests.factories import make_account, make_person
from storstua.roles import actions, jobs, permissions, queries
from storstua.roles.choices import Answer, Matter, Why
from storstua.roles.models import Grant, Invitation, Proposal
from storstua.roles.tests.factories import make_grant, make_helper, viewer_of

pytestmark = pytest.mark.django_db


def policy_of(organisation: Organisation) -> Policy:
    return Policy.objects.get(organisation=organisation)


def helper(
    organisation: Organisation, role: Role, name: str, branch: Branch | None = None
) -> Viewer:
    """Someone with a sign-in who holds a role."""
    account = make_account(f"{name.lower()}@example.org")
    return viewer_of(make_helper(organisation, role, name, branch, account))


def own(viewer: Viewer) -> Person:
    return Person.objects.get(id=viewer.person_id)


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def astrid(organisation) -> Viewer:
    return helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")


@pytest.fixture
def tor(organisation) -> Viewer:
    return helper(organisation, Role.BOARD_MEMBER, "Tor")


@pytest.fixture
def ola(organisation) -> Person:
    return make_person(organisation, "Ola", account=make_account("ola@example.org"))


def proposed(
    by: Viewer, person: Person, role: Role = Role.COORDINATOR, branch: Branch | None = None
) -> Proposal:
    return actions.propose_role(by=by, person=person, role=role, branch=branch)


def invited(by: Viewer, organisation: Organisation, email: str = "Ny@example.org") -> Proposal:
    return actions.propose_invitation(
        by=by,
        organisation=organisation,
        given_name="Ny",
        family_name="Nilsen",
        email=email,
        role=Role.COORDINATOR,
    )


def test_role_is_held_when_another_agrees_and_no_sooner(astrid, tor, ola):
    proposal = proposed(astrid, ola)
    assert queries.holdings_of(ola.id) == frozenset()
    actions.agree(by=tor, proposal=proposal)
    assert queries.holdings_of(ola.id) == {Holding(Role.COORDINATOR)}
    row = Proposal.objects.get()
    assert (row.answer, row.answered_by_id, row.proposer_id) == (
        Answer.AGREED,
        tor.person_id,
        astrid.person_id,
    )
    verbs = Entry.objects.filter(person_id__in=[astrid.person_id, tor.person_id]).order_by("id")
    assert list(verbs.values_list("person_id", "verb", "purpose")) == [
        (astrid.person_id, "propose", "coordinator"),
        (tor.person_id, "proposal agreed", "coordinator"),
        (tor.person_id, "give role", "coordinator"),
    ]


def test_invitation_is_sent_and_the_person_added_when_another_agrees(organisation, astrid, tor):
    before = Person.objects.count()
    proposal = invited(astrid, organisation)
    assert (list(outbox.newest()), Person.objects.count(), Invitation.objects.count()) == (
        [],
        before,
        0,
    )
    actions.agree(by=tor, proposal=proposal)
    (mail,) = outbox.newest()
    assert outbox.address_of(mail) == "ny@example.org"
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.person.full_name) == (Role.COORDINATOR, "Ny Nilsen")
    assert invitation.expires_at - clock.now() > timedelta(days=6, hours=23)


def test_invitation_to_someone_who_is_known_adds_nobody(organisation, astrid, tor):
    proposal = invited(astrid, organisation)
    known = make_person(organisation, "Ny", account=make_account("ny@example.org"))
    before = Person.objects.count()
    actions.agree(by=tor, proposal=proposal)
    assert Invitation.objects.get().person_id == known.id
    assert Person.objects.count() == before


def test_nobody_agrees_to_what_they_proposed(organisation, astrid, tor, ola):
    for by in (astrid, tor):
        with pytest.raises(Refusal):
            actions.agree(by=by, proposal=proposed(by, make_person(organisation, "Per")))
    assert Grant.objects.filter(role=Role.COORDINATOR).count() == 0


def test_nobody_agrees_to_a_role_for_themself(organisation, astrid, tor):
    for proposal in (proposed(astrid, own(tor)), invited(astrid, organisation, "TOR@example.org ")):
        assert proposal.person_id == tor.person_id
        with pytest.raises(Refusal):
            actions.agree(by=tor, proposal=proposal)
    assert (Grant.objects.filter(role=Role.COORDINATOR).count(), list(outbox.newest())) == (0, [])


def test_nobody_agrees_to_an_invitation_to_their_own_private_mail(organisation, astrid, tor):
    people.set_contact_point(
        by=Viewer.command_line(organisation.id),
        person=own(tor),
        kind=ContactKind.EMAIL,
        value="tor@privat.example.org",
    )
    proposal = invited(astrid, organisation, "Tor@privat.example.org")
    assert proposal.person_id is None
    with pytest.raises(Refusal):
        actions.agree(by=tor, proposal=proposal)
    berit = helper(organisation, Role.BOARD_MEMBER, "Berit")
    assert actions.agree(by=berit, proposal=proposal).answer == Answer.AGREED


def test_administrator_makes_herself_coordinator_only_with_another(astrid, tor):
    proposal = proposed(astrid, own(astrid))
    with pytest.raises(Refusal):
        actions.agree(by=astrid, proposal=proposal)
    assert not queries.holdings_of(astrid.person_id) & {Holding(Role.COORDINATOR)}
    actions.agree(by=tor, proposal=proposal)
    assert Holding(Role.COORDINATOR) in queries.holdings_of(astrid.person_id)


def test_a_new_organisation_begins_with_a_board_member(organisation, astrid, ola):
    proposal = proposed(astrid, ola)
    assert permissions.seconds_for([proposal], policy_of(organisation)) == {
        proposal.id: frozenset()
    }
    invitation = actions.invite_by_mail(
        by=astrid,
        organisation=organisation,
        given_name="Tor",
        family_name="",
        email="tor@example.org",
        role=Role.BOARD_MEMBER,
    )
    by = Viewer(organisation.id)
    account = actions.accept(by=by, invitation=invitation, password="en god setning her")
    actions.agree(by=queries.viewer_for(account.id, organisation.id), proposal=proposal)
    assert queries.holdings_of(ola.id) == {Holding(Role.COORDINATOR)}


def test_the_role_the_organisation_chose_is_the_second(organisation, astrid, tor, ola):
    Policy.objects.update(second_person=Role.ORGANISATION_ADMINISTRATOR)
    bente = helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Bente")
    proposal = proposed(astrid, ola)
    for by in (tor, helper(organisation, Role.COORDINATOR, "Siri")):
        with pytest.raises(Refusal):
            actions.agree(by=by, proposal=proposal)
    actions.agree(by=bente, proposal=proposal)
    assert queries.holdings_of(ola.id) == {Holding(Role.COORDINATOR)}


def test_who_has_no_sign_in_is_no_second_so_another_stands_in(organisation, astrid, tor, ola):
    make_grant(make_person(organisation, "Uten"), Role.BOARD_MEMBER)
    actions.agree(by=astrid, proposal=proposed(tor, ola))
    assert queries.holdings_of(ola.id) == {Holding(Role.COORDINATOR)}


def test_the_first_board_member_comes_by_one_and_the_next_takes_two(organisation, astrid, ola):
    with pytest.raises(Refusal):
        proposed(astrid, ola, Role.BOARD_MEMBER)
    first = helper(organisation, Role.SUPPORTER, "Tor")
    actions.give(by=astrid, person=own(first), role=Role.BOARD_MEMBER)
    with pytest.raises(Refusal):
        actions.give(by=astrid, person=ola, role=Role.BOARD_MEMBER)
    proposal = proposed(astrid, ola, Role.BOARD_MEMBER)
    with pytest.raises(Refusal):
        actions.agree(by=astrid, proposal=proposal)
    tor = queries.viewer_for(own(first).account_id, organisation.id)
    actions.agree(by=tor, proposal=proposal)
    assert queries.holdings_of(ola.id) == {Holding(Role.BOARD_MEMBER)}


@pytest.mark.parametrize("role", [Role.ORGANISATION_ADMINISTRATOR, Role.AUDITOR])
def test_what_lies_in_no_branch_is_not_given_in_one(organisation, astrid, tor, ola, role):
    with pytest.raises(Refusal):
        proposed(astrid, ola, role, Branch.objects.create(organisation=organisation, name="Oslo"))
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.MEMBER])
def test_roles_that_one_may_give_are_not_proposed(astrid, tor, ola, role):
    for by in (astrid, tor):
        with pytest.raises(Refusal):
            proposed(by, ola, role)


def test_proposing_is_for_those_who_may_offer_the_role(organisation, ola):
    supporter = helper(organisation, Role.SUPPORTER, "Kari")
    for by in (supporter, Viewer.command_line(organisation.id), Viewer(organisation.id)):
        with pytest.raises(Refusal):
            proposed(by, ola)
    assert Proposal.objects.count() == 0


def test_what_waits_is_not_proposed_twice_and_may_be_once_it_lapsed(astrid, ola):
    with time_machine.travel("2026-11-22T12:00Z", tick=False) as moment:
        first = proposed(astrid, ola)
        with pytest.raises(Refusal):
            proposed(astrid, ola)
        moment.move_to("2026-12-06T11:59:59Z")
        assert [each.key for each in queries.open_proposals(Proposal.objects.all())] == [first.key]
        moment.move_to("2026-12-06T12:00Z")
        second = proposed(astrid, ola)
    first.refresh_from_db()
    assert (first.answer, second.answer) == (Answer.LAPSED, "")


def test_what_another_proposed_a_moment_ago_is_refused(astrid, ola):
    """The other's row cannot be seen yet; that it is there shows when this one is written."""
    proposed(astrid, ola)
    unseen = mock.patch.object(
        type(Proposal.objects), "select_for_update", lambda rows: rows.none()
    )
    with unseen, pytest.raises(Refusal):
        proposed(astrid, ola)
    assert Proposal.objects.count() == 1


def test_lapsed_proposal_is_not_agreed_to_and_the_clock_closes_it(organisation, astrid, tor, ola):
    with time_machine.travel("2026-11-22T12:00Z", tick=False) as moment:
        proposal = proposed(astrid, ola)
        moment.shift(timedelta(days=14))
        with pytest.raises(Refusal):
            actions.agree(by=tor, proposal=proposal)
        assert (jobs.lapse(0), jobs.lapse(0)) == (1, 0)
    row = Proposal.objects.get()
    assert (row.answer, row.answered_by, queries.holdings_of(ola.id)) == (
        Answer.LAPSED,
        None,
        frozenset(),
    )


def test_the_clock_leaves_what_waits_and_people_lapse_nothing(astrid, tor, ola):
    proposal = proposed(astrid, ola)
    assert jobs.lapse(0) == 0
    with pytest.raises(Refusal):
        actions.lapse(by=tor, proposal=proposal)
    actions.lapse(by=Viewer.system(ola.organisation_id, "test"), proposal=proposal)
    assert Proposal.objects.get().answer == ""


def test_no_is_said_with_a_reason_and_ends_it(astrid, tor, ola):
    proposal = proposed(astrid, ola)
    with pytest.raises(Refusal):
        actions.decline(by=astrid, proposal=proposal, why=Why.NOT_YET)
    actions.decline(by=tor, proposal=proposal, why=Why.NOT_YET)
    row = Proposal.objects.get()
    assert (row.answer, row.why) == (Answer.DECLINED, Why.NOT_YET)
    with pytest.raises(Refusal):
        actions.agree(by=tor, proposal=proposal)
    assert queries.holdings_of(ola.id) == frozenset()


def test_name_and_mail_of_someone_who_is_not_invited_are_not_kept(organisation, astrid, tor):
    actions.decline(by=tor, proposal=invited(astrid, organisation), why=Why.NOT_RIGHT)
    actions.take_back(by=astrid, proposal=invited(astrid, organisation))
    with time_machine.travel("2026-11-22T12:00Z", tick=False) as moment:
        invited(astrid, organisation)
        moment.shift(timedelta(days=14))
        invited(astrid, organisation)
    kept = [(row.email, row.for_name) for row in Proposal.objects.order_by("id")]
    assert kept == [("", ""), ("", ""), ("", ""), ("ny@example.org", "Ny Nilsen")]


def test_who_proposed_it_takes_it_back_and_nobody_else(astrid, tor, ola):
    proposal = proposed(astrid, ola)
    with pytest.raises(Refusal):
        actions.take_back(by=tor, proposal=proposal)
    actions.take_back(by=astrid, proposal=proposal)
    assert Proposal.objects.get().answer == Answer.TAKEN_BACK
    for act in (actions.take_back, actions.agree):
        with pytest.raises(Refusal):
            act(by=tor, proposal=proposal)


def test_proposal_falls_with_the_role_of_who_made_it(organisation, astrid, tor, ola):
    proposal = proposed(astrid, ola)
    Grant.objects.filter(person_id=astrid.person_id).delete()
    with pytest.raises(Refusal):
        actions.agree(by=tor, proposal=proposal)
    assert (queries.holdings_of(ola.id), Proposal.objects.get().answer) == (frozenset(), "")


def test_second_whose_role_has_ended_agrees_to_nothing(organisation, astrid, tor, ola):
    proposal = proposed(astrid, ola)
    helper(organisation, Role.BOARD_MEMBER, "Berit")
    Grant.objects.filter(person_id=tor.person_id).delete()
    assert tor.holds(Role.BOARD_MEMBER)
    with pytest.raises(Refusal):
        actions.agree(by=tor, proposal=proposal)
    assert queries.holdings_of(ola.id) == frozenset()


def test_board_of_another_organisation_agrees_to_nothing(astrid, tor, ola):
    proposal = proposed(astrid, ola)
    elsewhere = make_organisation("andre", "Andre")
    same = Viewer(elsewhere.id, tor.person_id, tor.account_id, tor.holdings)
    for act in (
        lambda: actions.agree(by=same, proposal=proposal),
        lambda: actions.decline(by=same, proposal=proposal, why=Why.NOT_YET),
        lambda: actions.take_back(
            by=Viewer(elsewhere.id, astrid.person_id, 1, astrid.holdings), proposal=proposal
        ),
    ):
        with pytest.raises(Refusal):
            act()
    assert Proposal.objects.get().answer == ""


def test_another_rooms_proposal_is_carried_out_there_alone(organisation, tor, ola):
    siri = helper(organisation, Role.COORDINATOR, "Siri")
    approval = actions.propose_approval(by=siri, person=ola, branch=None)
    role = proposed(siri, ola)
    with pytest.raises(Refusal):
        actions.agree(by=tor, proposal=approval)
    for proposal, matter in ((role, Matter.ROLE), (role, Matter.MINORS), (approval, Matter.ROLE)):
        with pytest.raises(Refusal):
            actions.agree_for_room(by=tor, proposal=proposal, matter=matter)
    agreed = actions.agree_for_room(by=tor, proposal=approval, matter=Matter.MINORS)
    assert (agreed.answer, queries.holdings_of(ola.id)) == (Answer.AGREED, frozenset())


def test_branch_proposes_for_itself_and_its_board_agrees(organisation, tor, ola):
    oslo, bergen = (
        Branch.objects.create(organisation=organisation, name=name) for name in ("Oslo", "Bergen")
    )
    berit = helper(organisation, Role.COORDINATOR, "Berit", oslo)
    leder = helper(organisation, Role.BOARD_MEMBER, "Leder", oslo)
    other = helper(organisation, Role.BOARD_MEMBER, "Annen", bergen)
    for branch in (None, bergen):
        with pytest.raises(Refusal):
            actions.propose_role(by=berit, person=ola, role=Role.COORDINATOR, branch=branch)
    proposal = actions.propose_role(by=berit, person=ola, role=Role.COORDINATOR, branch=oslo)
    assert permissions.seconds_for([proposal], policy_of(organisation)) == {
        proposal.id: {tor.person_id, leder.person_id}
    }
    seen = {
        who: permissions.readable_proposals(by).count()
        for who, by in {"berit": berit, "leder": leder, "annen": other, "tor": tor}.items()
    }
    assert seen == {"berit": 1, "leder": 1, "annen": 0, "tor": 1}
    actions.agree(by=leder, proposal=proposal)
    assert queries.holdings_of(ola.id) == {Holding(Role.COORDINATOR, oslo.id)}


def test_proposals_of_someone_who_is_erased_go_with_them(organisation, astrid, ola):
    proposed(astrid, ola)
    proposed(astrid, own(astrid), Role.MODERATOR)
    actions.erase(by=Viewer.system(organisation.id, "test"), person=ola)
    assert [each.person_id for each in Proposal.objects.all()] == [astrid.person_id]


def test_nobody_makes_operators_or_gives_roles_elsewhere(organisation, astrid):
    elsewhere = make_organisation("andre", "Andre")
    assert permissions.may_propose(astrid, Matter.ROLE, organisation.id, None, Role.COORDINATOR)
    assert not permissions.may_give(astrid, Role.PLATFORM_OPERATOR)
    assert not permissions.may_give(astrid, Role.SUPPORTER, elsewhere.id)
    assert not permissions.may_give_in(astrid, Role.AUDITOR, organisation.id, branch_id=1)


def test_operator_gives_every_role_alone(organisation, ola):
    by = Viewer.command_line(organisation.id)
    assert actions.give(by=by, person=ola, role=Role.COORDINATOR).role == Role.COORDINATOR
