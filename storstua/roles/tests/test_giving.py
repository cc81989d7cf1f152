from datetime import date, timedelta

import pytest
import time_machine

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Branch, Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people.tests.factories import make_account, make_person, make_viewer
from storstua.roles import actions, permissions, queries
from storstua.roles.days import Days
from storstua.roles.models import Grant, Invitation
from storstua.roles.tests.factories import make_grant, make_helper, make_invitation, viewer_of

TODAY = date(2026, 11, 22)
# Who may give which role; everyone else may not.
GIVES = {
    Role.COORDINATOR: {Role.COORDINATOR, Role.SUPPORTER, Role.SUPERVISOR},
    Role.BOARD_MEMBER: {
        Role.COORDINATOR,
        Role.BOARD_MEMBER,
        Role.ORGANISATION_ADMINISTRATOR,
    },
    Role.ORGANISATION_ADMINISTRATOR: set(Role)
    - {Role.COORDINATOR, Role.SUPPORTER, Role.SUPERVISOR, Role.PLATFORM_OPERATOR},
}


@pytest.fixture(autouse=True)
def on_a_day():
    with time_machine.travel("2026-11-22T12:00Z", tick=False):
        yield


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.mark.parametrize("giver", Role)
def test_each_role_gives_these_roles_and_no_others(giver):
    viewer = Viewer(7, 1, 1, frozenset({Holding(giver)}))
    assert {role for role in Role if permissions.may_give(viewer, role)} == GIVES.get(giver, set())
    assert not any(permissions.may_give(viewer, role, organisation_id=8) for role in Role)


def test_commands_give_every_role():
    assert all(permissions.may_give(Viewer.command_line(), role, 8) for role in Role)


@pytest.mark.django_db
def test_role_given_holds_from_today_and_given_twice_is_once(organisation):
    person = make_person(organisation, "Siri")
    tor = make_viewer(organisation, Role.BOARD_MEMBER)
    first = actions.give(by=tor, person=person, role=Role.BOARD_MEMBER)
    assert actions.give(by=tor, person=person, role=Role.BOARD_MEMBER) == first
    assert (first.from_on, first.until_on) == (TODAY, None)
    assert queries.holdings_of(person.id) == {Holding(Role.BOARD_MEMBER)}
    assert Entry.objects.filter(verb="give role", object_key=first.key).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("giver", [Role.BOARD_MEMBER, Role.COORDINATOR])
def test_role_that_takes_two_is_not_given_by_one(organisation, giver):
    by, person = make_viewer(organisation, giver), make_person(organisation, "Siri")
    with pytest.raises(Refusal):
        actions.give(by=by, person=person, role=Role.COORDINATOR)
    with pytest.raises(Refusal):
        actions.invite(by=by, person=person, email="siri@example.org", role=Role.COORDINATOR)
    assert (Grant.objects.count(), Invitation.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_role_for_some_days_holds_on_those_only(organisation):
    person = make_person(organisation, "Siri")
    begins, ends = TODAY + timedelta(1), TODAY + timedelta(3)
    actions.give(
        by=Viewer.command_line(organisation.id),
        person=person,
        role=Role.SUPERVISOR,
        days=Days(begins, ends),
    )
    held = [bool(queries.holdings_of(person.id, TODAY + timedelta(day))) for day in range(5)]
    assert held == [False, True, True, True, False]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.ORGANISATION_ADMINISTRATOR])
def test_coordinators_are_not_made_by_just_anyone(organisation, role):
    person = make_person(organisation, "Siri")
    with pytest.raises(Refusal):
        actions.give(
            by=make_viewer(organisation, role, person=person), person=person, role=Role.COORDINATOR
        )
    assert Grant.objects.count() == 0


@pytest.mark.django_db
def test_role_that_began_earlier_ends_yesterday_and_stays_in_the_history(organisation):
    grant = make_grant(make_person(organisation, "Siri"))
    Grant.objects.filter(id=grant.id).update(from_on=TODAY - timedelta(9))
    grant.refresh_from_db()
    actions.end(by=make_viewer(organisation, Role.BOARD_MEMBER), grant=grant)
    assert Grant.objects.get().until_on == TODAY - timedelta(1)
    assert queries.holdings_of(grant.person_id) == frozenset()


@pytest.mark.django_db
def test_role_that_began_today_is_taken_away(organisation):
    grant = make_grant(make_person(organisation, "Siri"))
    actions.end(by=make_viewer(organisation, Role.BOARD_MEMBER), grant=grant)
    assert Grant.objects.count() == 0
    assert Entry.objects.filter(verb="end role").count() == 1


@pytest.mark.django_db
def test_role_is_not_ended_by_those_who_may_not_give_it(organisation):
    grant = make_grant(make_person(organisation, "Siri"))
    elsewhere = make_viewer(make_organisation("andre", "Andre"), Role.BOARD_MEMBER)
    for by in (make_viewer(organisation, Role.SUPPORTER), elsewhere):
        with pytest.raises(Refusal):
            actions.end(by=by, grant=grant)
    assert queries.holdings_of(grant.person_id) == {Holding(Role.COORDINATOR)}


def told_of_the_end() -> list[str]:
    return [outbox.address_of(mail) for mail in outbox.newest() if mail.template == "role_taken"]


@pytest.mark.django_db
def test_who_loses_a_say_by_anothers_act_is_told(organisation):
    berit, siri = (
        make_helper(organisation, role, name)
        for role, name in ((Role.BOARD_MEMBER, "Berit"), (Role.COORDINATOR, "Siri"))
    )
    actions.end(by=viewer_of(berit), grant=Grant.objects.get(person=siri))
    assert told_of_the_end() == [siri.account.email]
    make_helper(organisation, Role.BOARD_MEMBER, "Arne")
    actions.end(by=viewer_of(berit), grant=Grant.objects.get(person=berit))
    ola = make_grant(make_helper(organisation, Role.COORDINATOR, "Ola"), Role.SUPPORTER)
    actions.end(by=make_viewer(organisation, Role.COORDINATOR), grant=ola)
    actions.end(by=Viewer.system(organisation.id, "test"), grant=make_grant(siri, Role.COORDINATOR))
    assert told_of_the_end() == [siri.account.email]


@pytest.mark.django_db
def test_nobody_clears_the_way_to_choose_their_own_second(organisation):
    """An administrator ends the board, and wants to invite a second of their own alone."""
    astrid = viewer_of(make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))
    assert not permissions.takes_two(astrid, Role.BOARD_MEMBER)
    board = Grant.objects.get(person=make_helper(organisation, Role.BOARD_MEMBER, "Berit"))
    Grant.objects.filter(id=board.id).update(from_on=TODAY - timedelta(90))
    board.refresh_from_db()
    actions.end(by=astrid, grant=board)
    assert permissions.takes_two(astrid, Role.BOARD_MEMBER)
    with time_machine.travel(clock.now() + timedelta(days=7), tick=False):
        assert not permissions.takes_two(astrid, Role.BOARD_MEMBER)


@pytest.mark.django_db
def test_last_administrator_stays_and_one_of_two_may_go(organisation):
    role = Role.ORGANISATION_ADMINISTRATOR
    first = make_grant(make_helper(organisation, Role.SUPPORTER, "Astrid"), role)
    make_grant(make_person(organisation, "Uten konto"), role)
    make_grant(make_helper(make_organisation("andre", "Andre"), Role.SUPPORTER, "En annen"), role)
    by = make_viewer(organisation, role)
    with pytest.raises(Refusal):
        actions.end(by=by, grant=first)
    make_grant(make_helper(organisation, Role.SUPPORTER, "Berit"), role)
    actions.end(by=by, grant=first)
    left = {each.given_name for each in queries.people_with(organisation.id, role)}
    assert left == {"Uten konto", "Berit"}


@pytest.mark.django_db
def test_grants_and_invitations_are_seen_by_those_who_run_the_place_and_own_by_each(organisation):
    ola, siri = (make_person(organisation, name) for name in ("Ola", "Siri"))
    own, other = make_grant(ola, Role.SUPPORTER), make_grant(siri)
    elsewhere = make_organisation("andre", "Andre")
    make_grant(make_person(elsewhere, "Trude"))
    invitation, _secret = make_invitation(organisation)
    make_invitation(elsewhere)
    coordinator = make_viewer(organisation, Role.COORDINATOR, person=siri)
    assert set(permissions.readable(coordinator)) == {own, other}
    assert list(permissions.readable_invitations(coordinator)) == [invitation]
    supporter = make_viewer(organisation, Role.SUPPORTER, person=ola)
    assert list(permissions.readable(supporter)) == [own]
    assert list(permissions.readable_invitations(supporter)) == []


@pytest.mark.django_db
def test_who_runs_a_branch_sees_its_roles_and_invitations_and_gives_none_outside(organisation):
    oslo, bergen = (
        Branch.objects.create(organisation=organisation, name=name) for name in ("Oslo", "Bergen")
    )
    berit, ola, per = (make_person(organisation, name) for name in ("Berit", "Ola", "Per"))
    own = make_grant(berit, Role.COORDINATOR, oslo)
    near = make_grant(ola, Role.SUPPORTER, oslo)
    far = make_grant(per, Role.SUPPORTER, bergen)
    everywhere = make_grant(per, Role.SUPERVISOR)
    invitation, _secret = make_invitation(organisation)
    by = Viewer(organisation.id, berit.id, 1, frozenset({Holding(Role.COORDINATOR, oslo.id)}))
    assert set(permissions.readable(by)) == {own, near}
    assert set(permissions.readable_invitations(by)) == set()
    invitation.branch = oslo
    invitation.write("branch")
    assert set(permissions.readable_invitations(by)) == {invitation}
    for grant in (far, everywhere):
        with pytest.raises(Refusal):
            actions.end(by=by, grant=grant)
    for branch in (bergen, None):
        with pytest.raises(Refusal):
            actions.give(by=by, person=ola, role=Role.SUPPORTER, branch=branch)
    actions.end(by=by, grant=near)
    assert actions.give(by=by, person=per, role=Role.SUPPORTER, branch=oslo).branch == oslo


@pytest.mark.django_db
def test_listed_are_the_grants_in_force_by_name_and_of_one_role_when_named(organisation):
    siri = make_grant(make_person(organisation, "Siri"))
    ola = make_grant(make_person(organisation, "Ola"), Role.SUPPORTER)
    over = make_grant(make_person(organisation, "Arne"))
    Grant.objects.filter(id=over.id).update(
        from_on=TODAY - timedelta(9), until_on=TODAY - timedelta(1)
    )
    assert list(queries.listed(Grant.objects.all())) == [ola, siri]
    assert list(queries.listed(Grant.objects.all(), Role.COORDINATOR)) == [siri]
    assert list(queries.listed(Grant.objects.all(), "nothing")) == [ola, siri]


@pytest.mark.django_db
def test_viewer_of_an_account_holds_what_its_person_holds_here(organisation):
    account = make_account("siri@example.org")
    person = make_person(organisation, "Siri", account=account)
    branch = Branch.objects.create(organisation=organisation, name="Oslo")
    make_grant(person, Role.COORDINATOR, branch)
    make_grant(person, Role.SUPPORTER)
    elsewhere = make_organisation("andre", "Andre")
    make_grant(make_person(elsewhere, "Siri", account=account), Role.BOARD_MEMBER)
    found = queries.viewer_for(account.id, organisation.id)
    assert found == Viewer(
        organisation.id,
        person.id,
        account.id,
        frozenset({Holding(Role.COORDINATOR, branch.id), Holding(Role.SUPPORTER)}),
        Role.COORDINATOR,
    )


@pytest.mark.django_db
def test_viewer_acts_in_the_wished_role_if_it_is_held(organisation):
    account = make_account("siri@example.org")
    person = make_person(organisation, "Siri", account=account)
    for role in (Role.SUPPORTER, Role.COORDINATOR):
        make_grant(person, role)
    acting = {
        wish: queries.viewer_for(account.id, organisation.id, wish).acting_as
        for wish in ("supporter", "board_member", "")
    }
    assert acting == {
        "supporter": Role.SUPPORTER,
        "board_member": Role.COORDINATOR,
        "": Role.COORDINATOR,
    }


@pytest.mark.django_db
def test_member_without_roles_is_a_member_and_account_without_person_a_visitor(organisation):
    account = make_account("siri@example.org")
    person = make_person(organisation, "Siri", account=account)
    person.is_member = True
    person.write("is_member")
    member = queries.viewer_for(account.id, organisation.id)
    assert (member.roles, member.acting_as) == ((Role.MEMBER,), Role.MEMBER)
    elsewhere = make_organisation("andre", "Andre")
    stranger = queries.viewer_for(account.id, elsewhere.id)
    assert stranger == Viewer(organisation_id=elsewhere.id, account_id=account.id)
