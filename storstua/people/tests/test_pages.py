import pytest

from storstua.base.viewer import Viewer
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions
from storstua.people.models import Receipt
from storstua.people.tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db


def test_sign_in_leads_to_the_account(client):
    make_account("siri@example.org")
    answer = client.post(
        "/logg-inn/", {"login": "siri@example.org", "password": "en god setning her"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/konto/?neste=arbeid")
    assert "siri@example.org" in client.get(answer["Location"]).content.decode()


def test_sign_in_leads_to_today_when_there_is_one_organisation_and_to_a_choice_of_two(client):
    account = make_account("siri@example.org")
    make_person(make_organisation(), account=account)
    said = {"login": "siri@example.org", "password": "en god setning her"}
    onward = client.get(client.post("/logg-inn/", said)["Location"])
    assert (onward.status_code, onward["Location"]) == (302, "/havblikk/i-dag/")
    elsewhere = make_organisation("andre", "Andre")
    make_person(elsewhere, account=account)
    client.post("/logg-ut/")
    page = client.get(client.post("/logg-inn/", said)["Location"]).content.decode()
    assert ("/havblikk/i-dag/" in page, "/andre/i-dag/" in page) == (True, True)


def test_who_logs_out_is_told_so(client):
    client.force_login(make_account("siri@example.org"))
    page = client.get(client.post("/logg-ut/")["Location"]).content.decode()
    assert "Du er logget ut." in page
    assert "_auth_user_id" not in client.session


def test_wrong_password_and_unknown_address_read_alike(client):
    make_account("siri@example.org")
    one = client.post("/logg-inn/", {"login": "siri@example.org", "password": "feil passord her"})
    other = client.post(
        "/logg-inn/", {"login": "ukjent@example.org", "password": "feil passord her"}
    )
    assert one.status_code == other.status_code
    assert "passer ikke sammen" in one.content.decode()
    assert "passer ikke sammen" in other.content.decode()


def test_account_without_password_is_asked_to_choose_one(client):
    account = make_account("siri@example.org")
    account.set_unusable_password()
    account.save()
    client.force_login(account)
    assert client.get("/konto/passord/")["Location"] == "/konto/passord/nytt/"
    assert "Velg et passord" in client.get("/konto/passord/nytt/").content.decode()


def test_account_asks_a_stranger_to_sign_in(client):
    assert client.get("/konto/")["Location"] == "/logg-inn/?next=%2Fkonto%2F"


def test_words_of_nobody_give_one_sentence(client):
    answer = client.post("/b/ord/", {"words": "en to tre"})
    assert answer.status_code == 422
    assert "ikke de sju ordene" in answer.content.decode()


def test_words_open_the_seekers_session_in_any_spelling(client):
    person = make_person(make_organisation(), "Blåveis")
    words = actions.give_receipt(by=Viewer.system(person.organisation_id, "test"), person=person)
    typed = "-".join(word.upper() for word in words)
    client.post("/b/ord/", {"words": typed})
    assert client.session["receipt"] == {
        "organisation": person.organisation_id,
        "person": person.id,
        "words": Receipt.objects.get().id,
    }


def test_new_receipt_words_close_the_old_ones():
    person = make_person(make_organisation(), "Blåveis")
    by = Viewer.system(person.organisation_id, "test")
    first = actions.give_receipt(by=by, person=person)
    second = actions.give_receipt(by=by, person=person)
    assert first != second
    assert Receipt.objects.filter(person=person).count() == 1


def test_leaving_ends_the_session_and_goes_elsewhere(client):
    client.force_login(make_account("siri@example.org"))
    answer = client.get("/ut")
    assert answer["Location"].startswith("https://www.yr.no")
    assert "_auth_user_id" not in client.session
