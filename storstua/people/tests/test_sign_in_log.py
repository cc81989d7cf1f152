"""Sign-ins, failed ones and changes of the ways in stand in the log, and their owner reads them."""

import re
from html import unescape
from typing import Any

import pytest

from storstua.audit.models import Entry, Kind
from storstua.base.roles import Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.organisations.tests.factories import make_organisation
from storstua.people import sign_in_log
from storstua.people.models import Account
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account
from storstua.people.tests.soft_passkey import SoftPasskey
from storstua.roles.tests.factories import make_helper
from storstua.ui.tests.reading import page_of

pytestmark = pytest.mark.django_db
MAIL, PASSWORD = "siri@example.org", "en lang setning"
LINE = re.compile(r"<li><span class=\"muted\">.*?</span> (.*?)</li>", re.DOTALL)


@pytest.fixture
def siri() -> Account:
    return make_account(MAIL, PASSWORD)


def sign_in(password: str = PASSWORD, mail: str = MAIL) -> Browser:
    browser = Browser()
    browser.post("/logg-inn/", {"login": mail, "password": password})
    return browser


def log_of(browser: Browser) -> list[str]:
    """The lines on the page, newest first."""
    page = page_of(browser.get("/konto/innlogginger/"))
    section = page.partition("Siste innlogginger")[2]
    return [re.sub(r"<[^>]+>", "", unescape(each)) for each in LINE.findall(section)]


def refusals(**having: Any) -> list[Entry]:
    organisation = having.pop("organisation", INSTALLATION)
    with inside(organisation, using="audit"):
        return list(Entry.objects.using("audit").filter(kind=Kind.REFUSAL, **having))


def test_the_owner_reads_sign_ins_and_sign_outs_in_plain_words(siri: Account) -> None:
    sign_in().post("/logg-ut/")
    browser = sign_in()
    assert log_of(browser) == ["Logget inn med passord", "Logget ut", "Logget inn med passord"]


def test_nobody_reads_the_lines_of_another(siri: Account) -> None:
    make_account("ola@example.org", PASSWORD)
    sign_in()
    assert log_of(sign_in(mail="ola@example.org")) == ["Logget inn med passord"]


def test_a_wrong_password_leaves_a_line_about_the_account_and_no_content(siri: Account) -> None:
    sign_in("feil setning her")
    (line,) = refusals(verb="sign in")
    assert (line.account_id, line.purpose) == (siri.id, "password")
    stored = str(vars(line))
    assert (MAIL in stored, "feil setning" in stored, "127.0.0.1" in stored) == (False,) * 3


def test_a_wrong_password_for_nobody_leaves_a_line_about_nobody() -> None:
    sign_in("feil setning her", "ukjent@example.org")
    (line,) = refusals(verb="sign in")
    assert (line.account_id, line.object_key, line.purpose) == (None, None, "password")


def test_a_wrong_password_on_an_open_screen_leaves_a_line(siri: Account) -> None:
    browser = Browser()
    browser.force_login(siri)
    for address, name in (("/konto/passord/", "oldpassword"), ("/konto/bekreft/", "password")):
        browser.post(address, {name: "feil", "password1": PASSWORD, "password2": PASSWORD})
    assert [each.account_id for each in refusals(purpose="password")] == [siri.id] * 2


def test_a_wrong_code_leaves_a_line_and_the_second_step_is_told_apart(siri: Account) -> None:
    passkey = SoftPasskey(siri)
    browser = sign_in()
    browser.post("/logg-inn/trinn-to/", {"code": "000000"})
    browser.get("/logg-inn/trinn-to/")
    challenge = browser.session["mfa.webauthn.state"]["challenge"]
    browser.post("/logg-inn/trinn-to/", {"credential": passkey.answer(challenge, right=False)})
    browser.get("/logg-inn/trinn-to/")
    challenge = browser.session["mfa.webauthn.state"]["challenge"]
    browser.post("/logg-inn/trinn-to/", {"credential": passkey.answer(challenge)})
    assert [(each.account_id, each.purpose) for each in refusals(verb="sign in")] == [
        (siri.id, "code"),
        (siri.id, "passkey"),
    ]
    assert log_of(browser)[0] == "Logget inn med passord og trinn to"


def test_a_passkey_alone_is_told_apart(siri: Account) -> None:
    passkey, browser = SoftPasskey(siri), Browser()
    browser.get("/logg-inn/passnokkel/", headers={"accept": "application/json"})
    challenge = browser.session["mfa.webauthn.state"]["challenge"]
    browser.post("/logg-inn/passnokkel/", {"credential": passkey.answer(challenge)})
    assert log_of(browser) == ["Logget inn med passnøkkel"]


def test_changes_of_the_ways_in_stand_there(siri: Account) -> None:
    browser = sign_in()
    new = "en ny og god setning"
    browser.post("/konto/passord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert log_of(browser) == ["Passordet ble byttet", "Logget inn med passord"]


def test_leaving_at_once_leaves_a_line(siri: Account) -> None:
    sign_in().get("/ut")
    with inside(INSTALLATION, using="audit"):
        (line,) = Entry.objects.using("audit").filter(verb="sign out")
    assert line.account_id == siri.id


def test_words_are_found_for_what_nobody_foresaw(siri: Account) -> None:
    with inside(INSTALLATION):
        Entry.objects.create(account_id=siri.id, kind="change", verb="sign out", purpose="x")
        lines = sign_in_log.lines_of(siri)
    assert [each.text for each in lines] == ["Noe ble endret ved innloggingen"]


def test_the_page_stays_within_its_questions(siri: Account, client: Any, queries_of: Any) -> None:
    for _each in range(3):
        sign_in()
    client.force_login(siri)
    assert queries_of("/konto/innlogginger/") <= 8


def test_a_form_that_a_door_refuses_leaves_a_line_without_content() -> None:
    organisation = make_organisation()
    helper = make_helper(organisation, Role.SUPPORTER)
    browser = Browser()
    assert helper.account
    browser.force_login(helper.account)
    address = "/havblikk/innstillinger/"
    assert browser.post(address, {"name": "hemmelig tekst"}).status_code == 403
    (line,) = refusals(organisation=organisation, verb="come in")
    assert (line.account_id, line.person_id) == (helper.account.id, helper.id)
    assert (line.role, line.purpose) == ("supporter", "organisations:settings")
    assert "hemmelig" not in str(vars(line))


def test_looking_at_a_page_of_others_and_a_stranger_leave_no_line() -> None:
    organisation = make_organisation()
    helper = make_helper(organisation, Role.SUPPORTER)
    browser = Browser()
    assert helper.account
    browser.force_login(helper.account)
    assert browser.get("/havblikk/innstillinger/").status_code == 403
    Browser().post("/havblikk/innstillinger/")
    assert refusals(organisation=organisation) == []
