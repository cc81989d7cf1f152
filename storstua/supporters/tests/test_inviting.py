"""A supporter brought in by hand or from a file comes in as who they are."""

import pytest
from django.test import Client

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people import actions as people
from storstua.people.models import Account, ContactKind
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account
from storstua.roles.models import Invitation
from storstua.roles.queries import viewer_for
from storstua.roles.tests.factories import make_helper
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter

pytestmark = pytest.mark.django_db
PASSWORD = "en god setning her"
MAIL = "henrik@example.org"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def henrik(organisation: Organisation) -> Supporter:
    """A supporter from the office's file: known by a mail address, without an account."""
    made = make_supporter(organisation, "Henrik")
    by = Viewer.command_line(organisation.id)
    people.set_contact_point(by=by, person=made.person, kind=ContactKind.EMAIL, value=MAIL)
    return made


@pytest.fixture
def client_of_siri(client: Client, organisation: Organisation) -> Client:
    client.force_login(make_helper(organisation, Role.COORDINATOR, "Siri").account)
    return client


def take(browser: Browser) -> Viewer:
    """Follow the newest mail's link and choose a password: who comes in."""
    link = outbox.parameters_of(outbox.newest()[0])["link"]
    address = link.removeprefix(link.split("/invitasjon/")[0])
    assert browser.post(address, {"password": PASSWORD}).status_code == 302
    account = Account.objects.get(email=MAIL)
    return viewer_for(account.id, Supporter.objects.get().organisation_id)


def test_a_supporter_is_invited_from_their_page_to_the_address_kept(
    client_of_siri, organisation, henrik
):
    page = f"/havblikk/arbeid/likepersoner/{henrik.key}/"
    assert f'href="{page}inviter/"' in client_of_siri.get(page).content.decode()
    assert f'value="{MAIL}"' in client_of_siri.get(f"{page}inviter/").content.decode()
    answer = client_of_siri.post(f"{page}inviter/", {"email": MAIL})
    assert answer["Location"] == page
    came = take(Browser())
    assert came.person_id == henrik.person_id
    assert Role.SUPPORTER in came.roles
    assert f'href="{page}inviter/"' not in client_of_siri.get(page).content.decode()


def test_an_invitation_to_the_same_address_finds_the_same_person(
    client_of_siri, organisation, henrik
):
    said = {"given_name": "Henrik", "email": MAIL.upper(), "role": Role.SUPPORTER.value}
    client_of_siri.post("/havblikk/roller/inviter/", said)
    assert Invitation.objects.get().person == henrik.person
    assert take(Browser()).person_id == henrik.person_id


def test_an_address_that_two_are_reached_by_leads_to_neither(client_of_siri, organisation, henrik):
    other = make_supporter(organisation, "Kari")
    by = Viewer.command_line(organisation.id)
    people.set_contact_point(by=by, person=other.person, kind=ContactKind.EMAIL, value=MAIL)
    said = {"given_name": "Henrik", "email": MAIL, "role": Role.SUPPORTER.value}
    client_of_siri.post("/havblikk/roller/inviter/", said)
    assert Invitation.objects.get().person not in {henrik.person, other.person}


def test_a_second_invitation_gives_nobody_else_the_place_of_one_who_came(
    client_of_siri, organisation, henrik
):
    """Invited at two addresses, or by somebody who wants to come in as another."""
    page = f"/havblikk/arbeid/likepersoner/{henrik.key}/inviter/"
    client_of_siri.post(page, {"email": "en.annen@example.org"})
    other = outbox.parameters_of(outbox.newest()[0])["link"]
    client_of_siri.post(page, {"email": MAIL})
    take(Browser())
    address = other.removeprefix(other.split("/invitasjon/")[0])
    answer = Browser().post(address, {"password": PASSWORD})
    assert answer.status_code == 422
    assert "Personen har en annen innlogging." in answer.content.decode()
    henrik.person.refresh_from_db()
    assert henrik.person.account.email == MAIL
    assert not Account.objects.filter(email="en.annen@example.org").exists()


def test_someone_who_can_sign_in_is_not_invited_again(client_of_siri, organisation):
    able = make_supporter(organisation, "Ola", account=make_account("ola@example.org"))
    page = f"/havblikk/arbeid/likepersoner/{able.key}/inviter/"
    answer = client_of_siri.post(page, {"email": "ny@example.org"})
    assert answer.status_code == 422
    assert "Personen kan logge inn allerede." in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not Account.objects.filter(email="ny@example.org").exists()
