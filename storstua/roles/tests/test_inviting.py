from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from storstua import vault
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people.models import Account, Person
from storstua.people.session_store import BEGAN
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account, make_person, make_viewer
from storstua.roles import actions, queries, sealing
from storstua.roles.models import Grant, Invitation, Proposal
from storstua.roles.tests.factories import make_grant, make_invitation
from storstua.ui.tests.reading import heading_of, page_of

pytestmark = pytest.mark.django_db
PASSWORD = "en god setning her"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


def waiting() -> list[queries.Waiting]:
    return queries.waiting(Invitation.objects.all(), Proposal.objects.all())


@in_its_organisation
def invite(organisation: Organisation, by: Viewer, email: str = "Ny@Example.org") -> Invitation:
    return actions.invite_by_mail(
        by=by,
        organisation=organisation,
        given_name="Ny",
        family_name="Nilsen",
        email=email,
        role=Role.BOARD_MEMBER,
    )


def test_invitation_reaches_the_mail_and_its_link_lets_one_in(organisation, client):
    invite(organisation, make_viewer(organisation, Role.BOARD_MEMBER))
    (mail,) = outbox.newest()
    link = outbox.parameters_of(mail)["link"]
    assert outbox.address_of(mail) == "ny@example.org"
    address = link.removeprefix(link.split("/invitasjon/")[0])
    assert "Havblikk" in client.get(address).content.decode()
    answer = client.post(address, {"password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/havblikk/i-dag/")
    person = Person.objects.get(account__email="ny@example.org")
    assert queries.holdings_of(person.id) == {Holding(Role.BOARD_MEMBER)}
    assert client.get(address).status_code == 404


def test_a_link_nobody_sent_opens_nothing(client, organisation):
    invitation, secret = make_invitation(organisation)
    wrong = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    assert [queries.open_invitation(each) for each in (secret, wrong)] == [invitation, None]
    assert heading_of(client.get(f"/invitasjon/{secret}/")) == "Du er invitert"
    assert client.get(f"/invitasjon/{wrong}/").status_code == 404


def test_a_link_that_was_used_and_one_nobody_sent_read_alike_and_lead_on(client, organisation):
    invitation, secret = make_invitation(organisation)
    actions.accept(by=Viewer(organisation.id), invitation=invitation, password=PASSWORD)
    answers = [client.get(f"/invitasjon/{each}/") for each in (secret, "A" * len(secret))]
    used, unknown = (page_of(each, 404).partition("<main")[2] for each in answers)
    assert used == unknown
    assert ("Lenken virker ikke" in used, 'href="/logg-inn/"' in used) == (True, True)


def test_the_address_is_stored_sealed_and_its_key_goes_with_the_person(organisation):
    invitation, _secret = make_invitation(organisation, "kanarifugl@example.org")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(i::text, ' ') from roles_invitation i")
        assert "kanarifugl" not in cursor.fetchone()[0]
    assert sealing.address_of(invitation) == "kanarifugl@example.org"
    by = Viewer.system(organisation.id, "test")
    actions.erase(by=by, person=invitation.person)
    vault.finish_erasures()
    with pytest.raises(vault.Tampered):
        vault.open_sealed(invitation.sealed_email, sealing.place_of(invitation))


def test_an_invitation_whose_address_was_changed_lets_nobody_in(organisation, client):
    invitation, secret = make_invitation(organisation)
    Invitation.objects.filter(id=invitation.id).update(sealed_email=b"another address")
    said = {"password": PASSWORD, "again": PASSWORD}
    answer = client.post(f"/invitasjon/{secret}/", said)
    assert answer.status_code == 422
    assert "Invitasjonen er brukt." in answer.content.decode()
    assert not Grant.objects.filter(person=invitation.person).exists()


def test_secret_is_stored_nowhere(organisation):
    invitation, secret = make_invitation(organisation)
    assert queries.open_invitation(secret) == invitation
    assert secret not in str(Invitation.objects.filter(id=invitation.id).values().get())


def test_someone_with_an_account_here_is_invited_as_the_person_they_are(organisation):
    siri = make_person(organisation, "Siri", account=make_account("siri@example.org"))
    by = make_viewer(organisation, Role.BOARD_MEMBER)
    assert invite(organisation, by, "siri@example.org").person == siri
    elsewhere = make_organisation("andre", "Andre")
    there = invite(elsewhere, make_viewer(elsewhere, Role.BOARD_MEMBER), "siri@example.org")
    assert (there.person.organisation, there.person.given_name) == (elsewhere, "Ny")


def test_someone_invited_twice_before_they_came_is_one_person_with_both_roles(organisation):
    roles = (Role.COORDINATOR, Role.SUPERVISOR)
    first, second = (make_invitation(organisation, role=role)[0] for role in roles)
    account = actions.accept(by=Viewer(organisation.id), invitation=first, password=PASSWORD)
    by = Viewer(organisation.id, account_id=account.id)
    assert actions.accept(by=by, invitation=second, password="") == account
    person = Person.objects.get(account=account)
    assert person == first.person
    assert queries.holdings_of(person.id) == {Holding(role) for role in roles}
    assert not Grant.objects.filter(person=second.person).exists()


def test_invitation_is_refused_to_those_who_may_not_give_the_role(organisation):
    with pytest.raises(Refusal):
        invite(organisation, make_viewer(organisation, Role.SUPPORTER))
    assert (Invitation.objects.count(), Person.objects.count(), list(outbox.newest())) == (0, 0, [])


def test_invitation_holds_seven_days(organisation):
    with time_machine.travel("2026-11-22T12:00Z", tick=False) as moment:
        invitation, secret = make_invitation(organisation)
        moment.move_to("2026-11-29T11:59:59Z")
        assert queries.open_invitation(secret) == invitation
        assert [line.key for line in waiting()] == [invitation.key]
        moment.move_to("2026-11-29T12:00Z")
        assert queries.open_invitation(secret) is None
        assert waiting() == []


def test_waiting_invitations_come_newest_first_without_those_taken_or_withdrawn(organisation):
    made = [make_invitation(organisation, f"{name}@example.org")[0] for name in "abcd"]
    now = clock.now()
    for number, each in enumerate(made):
        each.created_at = now + timedelta(minutes=number)
        each.write("created_at")
    actions.withdraw(by=make_viewer(organisation, Role.BOARD_MEMBER), invitation=made[1])
    actions.accept(by=Viewer(organisation.id), invitation=made[2], password=PASSWORD)
    assert [(line.name, line.what, line.is_invitation) for line in waiting()] == [
        ("d@example.org", "Koordinator", True),
        ("a@example.org", "Koordinator", True),
    ]


def test_withdrawn_invitation_lets_nobody_in_and_not_everyone_withdraws(organisation):
    invitation, secret = make_invitation(organisation)
    with pytest.raises(Refusal):
        actions.withdraw(by=make_viewer(organisation, Role.SUPPORTER), invitation=invitation)
    assert queries.open_invitation(secret) == invitation
    actions.withdraw(by=make_viewer(organisation, Role.COORDINATOR), invitation=invitation)
    assert queries.open_invitation(secret) is None
    with pytest.raises(Refusal):
        actions.accept(by=Viewer(organisation.id), invitation=invitation, password=PASSWORD)
    assert Account.objects.count() == 0


def test_accept_makes_the_account_and_gives_the_role_once(organisation):
    invitation, _secret = make_invitation(organisation)
    by = Viewer(organisation.id)
    account = actions.accept(by=by, invitation=invitation, password=PASSWORD)
    assert account.check_password(PASSWORD)
    assert queries.viewer_for(account.id, organisation.id).roles == (Role.COORDINATOR,)
    with pytest.raises(Refusal):
        actions.accept(by=by, invitation=invitation, password="et annet passord")
    assert Account.objects.get().check_password(PASSWORD)


def test_accept_by_another_than_the_one_with_the_account_is_refused(organisation):
    account = make_account("siri@example.org")
    invitation, _secret = make_invitation(organisation, account.email)
    assert queries.has_account(invitation)
    assert queries.is_for(invitation, account.id)
    for stranger in (0, make_account("tor@example.org").id):
        assert not queries.is_for(invitation, stranger)
        with pytest.raises(Refusal):
            actions.accept(
                by=Viewer(organisation.id, account_id=stranger),
                invitation=invitation,
                password=PASSWORD,
            )
    assert queries.holdings_of(invitation.person_id) == frozenset()


def test_accept_when_signed_in_links_the_account_and_keeps_its_password(organisation):
    account = make_account("siri@example.org")
    invitation, _secret = make_invitation(organisation, account.email)
    taken = actions.accept(
        by=Viewer(organisation.id, account_id=account.id), invitation=invitation, password=""
    )
    assert (taken, Person.objects.get().account) == (account, account)
    assert taken.check_password(PASSWORD)


def test_an_invitation_taken_in_an_open_session_does_not_show_who_sits_there(organisation):
    account = make_account("siri@example.org")
    _invitation, secret = make_invitation(organisation, account.email)
    with time_machine.travel(clock.now(), tick=False) as travelling:
        browser = Browser()
        browser.force_login(account)
        began = browser.session[BEGAN]
        travelling.shift(timedelta(minutes=16))
        assert browser.post(f"/invitasjon/{secret}/").status_code == 302
        assert queries.viewer_for(account.id, organisation.id).roles == (Role.COORDINATOR,)
        assert browser.session[BEGAN] == began
        answer = browser.get("/konto/to-trinn/koder/")
    assert answer["Location"].startswith("/konto/bekreft/")


def test_accept_by_someone_who_belongs_already_only_adds_the_role(organisation):
    account = make_account("siri@example.org")
    person = make_person(organisation, "Siri", account=account)
    make_grant(person, Role.SUPPORTER)
    invitation, _secret = make_invitation(organisation, account.email, person=person)
    by = Viewer(organisation.id, account_id=account.id)
    actions.accept(by=by, invitation=invitation, password="")
    assert queries.holdings_of(person.id) == {
        Holding(Role.COORDINATOR),
        Holding(Role.SUPPORTER),
    }


def test_invitation_to_an_address_without_account_is_for_nobody_signed_in(organisation):
    invitation, _secret = make_invitation(organisation)
    assert not queries.has_account(invitation)
    assert not queries.is_for(invitation, make_account().id)


@pytest.mark.parametrize("password", ["havblikk2026", "siri@example.org", "siri-siri-siri"])
def test_a_password_made_of_names_is_not_taken_with_an_invitation(organisation, client, password):
    _invitation, secret = make_invitation(organisation, "siri@example.org")
    answer = client.post(f"/invitasjon/{secret}/", {"password": password})
    assert answer.status_code == 422
    assert "Velg noe som ikke er navnet ditt" in answer.content.decode()
    assert not Account.objects.exists()
