"""New passwords: by mail, from the account, and what ends with the old one."""

import re

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from storstua.base.tenancy import INSTALLATION, inside
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox.models import Message
from storstua.outbox.queries import parameters_of
from storstua.people import jobs
from storstua.people.models import Account, Session
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account, make_person
from storstua.ui.tests.reading import page_of
from tests.house.refused import Refusal

pytestmark = pytest.mark.django_db
OLD, NEW = "en god setning her", "en annen setning her"
MAIL = "siri@example.org"


@pytest.fixture
def account() -> Account:
    return make_account(MAIL, OLD)


# What is refused -> what each language says of it.
REFUSED = {
    "kort": {
        "nb": "Passordet er for kort. Skriv minst 10 tegn.",
        "nn": "Passordet er for kort. Skriv minst 10 teikn.",
        "en": "The password is too short. Use at least 10 characters.",
        "de": "Das Passwort ist zu kurz. Schreib mindestens 10 Zeichen.",
    },
    "password123": {
        "nb": "Mange bruker dette passordet, så det er lett å gjette. Velg et annet.",
        "nn": "Mange bruker dette passordet, så det er lett å gjette. Vel eit anna.",
        "en": "Many people use this password, so it is easy to guess. Choose another one.",
        "de": "Viele benutzen dieses Passwort, darum ist es leicht zu erraten. Wähl ein anderes.",
    },
    "siri@example.org": {
        "nb": "Passordet likner for mye på e-posten din. Velg et annet.",
        "nn": "Passordet liknar for mykje på e-posten din. Vel eit anna.",
        "en": "The password is too much like your e-mail address. Choose another one.",
        "de": "Das Passwort ist deiner E-Mail-Adresse zu ähnlich. Wähl ein anderes.",
    },
}
NOT_IT = {
    "nb": "Det er ikke passordet du har nå.",
    "nn": "Det er ikkje passordet du har no.",
    "en": "That is not the password you have now.",
    "de": "Das ist nicht dein jetziges Passwort.",
}


def comes_in(password: str) -> bool:
    answer = Browser().post("/logg-inn/", {"login": MAIL, "password": password})
    return answer.status_code == 302


def asked() -> list[str]:
    """What waits for the worker, sealed; then nothing waits."""
    waiting = ProcrastinateJob.objects.filter(task_name="people.forgotten_password")
    return [job.args["sealed"] for job in waiting]


def mailed_link(browser: Browser) -> str:
    browser.post("/passord/glemt/", {"email": MAIL.upper()})
    assert [jobs.answer_forgotten(sealed) for sealed in asked()] == [True]
    with inside(INSTALLATION):
        link = parameters_of(Message.objects.get())["link"]
    return link.removeprefix("http://127.0.0.1:8000")


def test_forgotten_password_is_chosen_anew_through_the_mailed_link(account):
    browser, elsewhere = Browser(), Browser()
    elsewhere.force_login(account)
    address = browser.get(mailed_link(browser))["Location"]
    answer = browser.post(address, {"password1": NEW, "password2": NEW})
    assert answer["Location"] == "/passord/byttet/"
    assert (comes_in(OLD), comes_in(NEW)) == (False, True)
    assert elsewhere.get("/konto/").status_code == 302


def test_link_of_a_forgotten_password_works_once(account):
    browser = Browser()
    link = mailed_link(browser)
    browser.post(browser.get(link)["Location"], {"password1": NEW, "password2": NEW})
    again = Browser().get(link)
    assert "Lenken virker ikke lenger" in again.content.decode()


def test_what_waits_for_the_worker_does_not_tell_whose_it_is(account):
    Browser().post("/passord/glemt/", {"email": MAIL})
    (job,) = ProcrastinateJob.objects.all().values()
    assert MAIL not in str(job)
    assert MAIL.encode().hex() not in str(job)


@pytest.mark.parametrize("password", ["kort", "password123", "siri@example.org"])
@pytest.mark.parametrize("address", ["/konto/passord/", "/konto/passord/nytt/", "link"])
def test_a_weak_password_is_refused_wherever_one_is_chosen(account, address, password):
    browser = Browser()
    if address == "link":
        address = browser.get(mailed_link(browser))["Location"]
    else:
        if "nytt" in address:
            account.set_unusable_password()
            account.save()
        browser.force_login(account)
    before = Account.objects.get().password
    answer = browser.post(
        address, {"oldpassword": OLD, "password1": password, "password2": password}
    )
    assert re.search('aria-invalid="true"|id_password1', page_of(answer, 422))
    assert Account.objects.get().password == before


def test_changing_the_password_ends_every_session_but_the_own(account):
    make_person(make_organisation(), account=account)
    here, elsewhere = Browser(), Browser()
    for browser in (here, elsewhere):
        browser.force_login(account)
    here.post("/konto/passord/", {"oldpassword": OLD, "password1": NEW, "password2": NEW})
    assert Session.objects.filter(account=account).count() == 1
    assert MAIL in page_of(here.get("/konto/"))
    assert elsewhere.get("/konto/").status_code == 302


def test_a_letter_with_its_mark_apart_is_the_same_password():
    make_account(MAIL, "caf\u00e9 ved sjøen 🌊")
    assert comes_in("cafe\u0301 ved sjøen 🌊")


@pytest.mark.parametrize("language", NOT_IT)
def test_a_wrong_and_a_weak_password_are_refused_in_the_words_of_the_language(account, language):
    browser = Browser()
    browser.force_login(account)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for password, said in REFUSED.items():
        answer = browser.post(
            "/konto/passord/",
            {"oldpassword": "noe annet enn det", "password1": password, "password2": password},
        )
        summary = Refusal(page_of(answer, 422)).lines
        told = [line.partition(": ")[2] for _target, line in summary]
        assert told[:2] == [NOT_IT[language], said[language]]


def test_two_new_passwords_that_differ_are_refused_in_our_words(account):
    browser = Browser()
    browser.force_login(account)
    answer = browser.post(
        "/konto/passord/", {"oldpassword": OLD, "password1": NEW, "password2": f"{NEW}!"}
    )
    (line,) = Refusal(page_of(answer, 422)).lines
    assert line == ("id_password2", "Nytt passord en gang til: De to passordene er ikke like.")
