"""Roles for some days: invited to, proposed, begun, ended later."""

from datetime import date, timedelta

import pytest
from django.test import Client

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Person
from storstua.people.tests.factories import make_person, make_viewer
from storstua.roles import actions, queries
from storstua.roles.days import WITHOUT_END, Days
from storstua.roles.models import Grant, Invitation, Proposal
from storstua.roles.tests.factories import make_grant, make_helper, viewer_of

pytestmark = pytest.mark.django_db
TODAY = clock.today()
TOMORROW, NEXT_WEEK, YESTERDAY = (TODAY + timedelta(days) for days in (1, 7, -1))
PASSWORD = "en god setning her"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def berit(organisation: Organisation) -> Person:
    """A board member who can sign in."""
    return make_helper(organisation, Role.BOARD_MEMBER, "Berit")


@pytest.fixture
def client_of_berit(client: Client, berit: Person) -> Client:
    client.force_login(berit.account)
    return client


@in_its_organisation
def invite(organisation: Organisation, days: Days, role: Role = Role.SUPPORTER) -> Invitation:
    return actions.invite_by_mail(
        by=make_viewer(organisation, Role.COORDINATOR),
        organisation=organisation,
        given_name="Ny",
        family_name="",
        email="ny@example.org",
        role=role,
        days=days,
    )


def accept(invitation: Invitation) -> Grant:
    by = Viewer(invitation.organisation_id)
    actions.accept(by=by, invitation=invitation, password=PASSWORD)
    return Grant.objects.get(person=invitation.person)


@pytest.mark.parametrize(
    ("days", "held"),
    [
        (WITHOUT_END, Days(TODAY)),
        (Days(TOMORROW), Days(TOMORROW)),
        (Days(until_on=TODAY), Days(TODAY, TODAY)),
        (Days(TOMORROW, NEXT_WEEK), Days(TOMORROW, NEXT_WEEK)),
    ],
)
def test_role_invited_to_is_held_on_the_days_said(organisation, days: Days, held: Days):
    grant = accept(invite(organisation, days))
    assert Days(grant.from_on, grant.until_on) == held


@pytest.mark.parametrize(
    ("days", "field"),
    [
        (Days(YESTERDAY), "from_on"),
        (Days(until_on=YESTERDAY), "until_on"),
        (Days(NEXT_WEEK, TOMORROW), "until_on"),
    ],
)
def test_days_that_are_over_or_backwards_are_refused_beside_their_field(
    organisation, berit, days: Days, field: str
):
    by = viewer_of(berit)
    person = make_person(organisation, "Ny")
    with pytest.raises(Refusal) as invited:
        invite(organisation, days)
    with pytest.raises(Refusal) as proposed:
        actions.propose_role(by=by, person=person, role=Role.COORDINATOR, days=days)
    assert [each.value.field for each in (invited, proposed)] == [field, field]
    assert not Invitation.objects.exists()
    assert not Proposal.objects.exists()


def test_an_invitation_to_days_that_pass_before_it_is_taken_gives_nothing(organisation):
    invitation = invite(organisation, Days(until_on=TODAY))
    Invitation.objects.filter(id=invitation.id).update(until_on=YESTERDAY)
    with pytest.raises(Refusal):
        accept(invitation)
    assert not Grant.objects.exists()


def test_role_that_began_before_the_invitation_was_taken_begins_then(organisation):
    invitation = invite(organisation, Days(TODAY))
    Invitation.objects.filter(id=invitation.id).update(from_on=YESTERDAY)
    assert accept(invitation).from_on == TODAY


def test_what_two_agree_on_is_held_on_the_days_proposed(organisation, berit):
    by, person = viewer_of(berit), make_person(organisation, "Siri")
    second = viewer_of(make_helper(organisation, Role.BOARD_MEMBER, "Arne"))
    proposal = actions.propose_role(
        by=by, person=person, role=Role.COORDINATOR, days=Days(TOMORROW, NEXT_WEEK)
    )
    actions.agree(by=second, proposal=proposal)
    grant = Grant.objects.get(person=person)
    assert (grant.from_on, grant.until_on) == (TOMORROW, NEXT_WEEK)
    assert queries.holdings_of(person.id) == frozenset()
    assert queries.holdings_of(person.id, TOMORROW) == {Holding(Role.COORDINATOR)}


def test_nobody_agrees_to_days_that_have_passed(organisation, berit):
    by, person = viewer_of(berit), make_person(organisation, "Siri")
    second = viewer_of(make_helper(organisation, Role.BOARD_MEMBER, "Arne"))
    proposal = actions.propose_role(by=by, person=person, role=Role.COORDINATOR)
    Proposal.objects.filter(id=proposal.id).update(until_on=YESTERDAY)
    proposal.refresh_from_db()
    with pytest.raises(Refusal):
        actions.agree(by=second, proposal=proposal)
    assert not Grant.objects.filter(person=person).exists()


def test_an_invited_coordinator_keeps_the_days_after_two_have_agreed(organisation, berit):
    second = viewer_of(make_helper(organisation, Role.BOARD_MEMBER, "Arne"))
    proposal = actions.propose_invitation(
        by=viewer_of(berit),
        organisation=organisation,
        given_name="Ny",
        family_name="",
        email="ny@example.org",
        role=Role.COORDINATOR,
        days=Days(TOMORROW, NEXT_WEEK),
    )
    actions.agree(by=second, proposal=proposal)
    assert Invitation.objects.get().days == Days(TOMORROW, NEXT_WEEK)


def test_role_to_come_stands_in_the_list_and_is_not_given_twice(organisation):
    grant = accept(invite(organisation, Days(TOMORROW)))
    assert list(queries.listed(Grant.objects.all())) == [grant]
    by = Viewer.command_line(organisation.id)
    assert actions.give(by=by, person=grant.person, role=Role.SUPPORTER) == grant
    assert Grant.objects.get().from_on == TODAY


def test_days_given_later_make_a_role_longer_and_never_shorter(organisation):
    """Two may agree anew after a last day was set: the role goes on."""
    person = make_person(organisation, "Siri")
    by = Viewer.command_line(organisation.id)

    def give(*days: date | None) -> tuple[date, date | None]:
        actions.give(by=by, person=person, role=Role.COORDINATOR, days=Days(*days))
        return Grant.objects.values_list("from_on", "until_on").get()

    assert give(TODAY, TOMORROW) == (TODAY, TOMORROW)
    assert give(TOMORROW, NEXT_WEEK) == (TODAY, NEXT_WEEK)
    assert give(TODAY, TOMORROW) == (TODAY, NEXT_WEEK)
    assert give(TOMORROW, None) == (TODAY, None)
    assert give(TODAY, NEXT_WEEK) == (TODAY, None)
    assert Entry.objects.filter(verb="give role").count() == 3


def test_two_times_with_a_gap_between_become_one(organisation):
    person = make_person(organisation, "Siri")
    said = {"by": Viewer.command_line(organisation.id), "person": person}
    actions.give(**said, role=Role.COORDINATOR, days=Days(TODAY, TODAY))
    actions.give(**said, role=Role.COORDINATOR, days=Days(NEXT_WEEK))
    assert Grant.objects.count() == 2
    actions.give(**said, role=Role.COORDINATOR, days=Days(TODAY))
    grant = Grant.objects.get()
    assert (grant.from_on, grant.until_on) == (TODAY, None)


def test_a_role_that_has_ended_is_not_ended_again(client_of_berit, organisation):
    grant = make_grant(make_person(organisation, "Siri"))
    Grant.objects.filter(id=grant.id).update(
        from_on=TODAY - timedelta(9), until_on=TODAY - timedelta(5)
    )
    for said in ({"when": "now"}, {"when": "later", "last_on": str(NEXT_WEEK)}):
        answer = client_of_berit.post(f"/havblikk/roller/{grant.key}/avslutt/", said)
        assert "Rollen er avsluttet allerede." in answer.content.decode()
    grant.refresh_from_db()
    assert grant.until_on == TODAY - timedelta(5)


def test_role_ends_after_a_day_to_come_and_is_not_made_longer(organisation):
    grant = make_grant(make_person(organisation, "Siri"))
    by = make_viewer(organisation, Role.BOARD_MEMBER)
    actions.end(by=by, grant=grant, last_on=NEXT_WEEK)
    assert Grant.objects.get().until_on == NEXT_WEEK
    for day in (YESTERDAY, NEXT_WEEK + timedelta(1)):
        with pytest.raises(Refusal) as refused:
            actions.end(by=by, grant=grant, last_on=day)
        assert refused.value.field == "last_on"
    assert Grant.objects.get().until_on == NEXT_WEEK


def test_an_administrator_with_a_last_day_is_not_the_last_one(organisation):
    role = Role.ORGANISATION_ADMINISTRATOR
    first, second = (
        make_grant(make_helper(organisation, Role.SUPPORTER, name), role)
        for name in ("Astrid", "Berit")
    )
    by = make_viewer(organisation, role)
    actions.end(by=by, grant=second, last_on=NEXT_WEEK)
    for last_on in (None, NEXT_WEEK):
        with pytest.raises(Refusal):
            actions.end(by=by, grant=first, last_on=last_on)


def said(**values: str | date) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def test_pages_invite_for_days_and_end_later(client_of_berit, organisation):
    form = said(given_name="Ny", email="ny@example.org", role=Role.BOARD_MEMBER)
    page = "/havblikk/roller/inviter/"
    wrong = client_of_berit.post(page, form | said(from_on=YESTERDAY))
    assert wrong.status_code == 422
    assert "Dagen er forbi." in wrong.content.decode()
    answer = client_of_berit.post(page, form | said(from_on=TOMORROW, until_on=NEXT_WEEK))
    assert answer.status_code == 302
    assert Invitation.objects.get().days == Days(TOMORROW, NEXT_WEEK)
    grant = make_grant(make_person(organisation, "Siri"))
    ending = f"/havblikk/roller/{grant.key}/avslutt/"
    missing = client_of_berit.post(ending, {"when": "later"})
    assert "Velg siste dag." in missing.content.decode()
    past = client_of_berit.post(ending, {"when": "later"} | said(last_on=YESTERDAY))
    assert "Velg en dag som kommer" in past.content.decode()
    client_of_berit.post(ending, {"when": "later"} | said(last_on=NEXT_WEEK))
    grant.refresh_from_db()
    assert grant.until_on == NEXT_WEEK
    client_of_berit.post(ending, {"when": "now"} | said(last_on=NEXT_WEEK))
    assert not Grant.objects.filter(id=grant.id).exists()
