"""The language kept with an account, and the one chosen in a browser."""

import pytest
from django.conf import settings
from django.test import Client

from storstua.base.viewer import Viewer
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions
from storstua.people.models import Account, Person
from storstua.people.tests.factories import make_account, make_person
from storstua.roles.tests.factories import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(client: Client) -> Account:
    """Someone signed in who has chosen no language."""
    made = make_account("siri@example.org")
    client.force_login(made)
    return made


def language_of(client: Client, **headers: str) -> str:
    page = client.get("/konto/", headers=headers).content.decode()
    return page.partition('<html lang="')[2].partition('"')[0]


def test_until_one_is_chosen_the_browser_says_which(client, account):
    assert language_of(client, **{"accept-language": "en"}) == "en"
    assert account.language_of_mails == "nb"


def test_pages_come_in_the_language_of_the_account_wherever_one_signs_in(client, account):
    person = make_person(make_organisation(), account=account)
    client.post("/konto/sprak/", {"language": "de"})
    account.refresh_from_db()
    assert (account.language, account.language_of_mails) == ("de", "de")
    assert Person.objects.get(id=person.id).language == "de"
    elsewhere = Client()
    elsewhere.force_login(account)
    assert language_of(elsewhere, **{"accept-language": "en"}) == "de"
    elsewhere.cookies[settings.LANGUAGE_COOKIE_NAME] = "nn"
    assert language_of(elsewhere) == "nn"


def test_an_account_reads_the_language_its_invitation_was_taken_in(client):
    _invitation, secret = make_invitation(make_organisation())
    client.post(
        f"/invitasjon/{secret}/",
        {"password": "en god setning her"},
        headers={"accept-language": "de"},
    )
    account = Account.objects.get()
    assert account.language == "de"
    assert Person.objects.get(account=account).language == "de"


def test_a_person_keeps_their_language_when_the_account_has_none(account):
    person = make_person(make_organisation())
    Person.objects.filter(id=person.id).update(language="nn")
    person.refresh_from_db()
    by = Viewer(person.organisation_id, account_id=account.id)
    actions.link_account(by=by, person=person, account=account)
    assert Person.objects.get(id=person.id).language == "nn"


def test_a_new_language_is_told_in_that_language(client, account):
    page = client.post("/konto/sprak/", {"language": "nn"}, follow=True).content.decode()
    assert "Språket er lagra." in page
