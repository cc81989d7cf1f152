"""The second step of sign-in: demanded, set up, used once, and sealed at rest."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from storstua.base import clock
from storstua.base.roles import SEES_ONLY_OWN, Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox.models import Message
from storstua.people.models import Account
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account
from storstua.roles.middleware import FindViewer
from storstua.roles.tests.factories import make_helper
from storstua.ui.tests.reading import heading_of

pytestmark = pytest.mark.django_db
PASSWORD = "en lang setning"
SECRET = re.compile(r'<span class="code">([A-Z2-7 ]{39})</span>')
CODE = re.compile(r"<li>((?:\d{4} ?){4})</li>")


WRONG = "Koden passer ikke. Se på en ny kode, og prøv igjen."


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def person_with(role: Role) -> Account:
    account = make_account("siri@example.org", password=PASSWORD)
    make_helper(make_organisation(), role, account=account)
    return account


def sign_in(password: str = PASSWORD) -> tuple[Browser, Any]:
    browser = Browser()
    answer = browser.post("/logg-inn/", {"login": "siri@example.org", "password": password})
    return browser, answer


def code_of(secret: str, moment: float | None = None) -> str:
    return str(format_hotp_value(hotp_value(secret, int(moment or time.time()) // 30)))


def set_up_app(browser: Browser) -> str:
    secret = SECRET.search(browser.get("/konto/to-trinn/app/").content.decode())
    assert secret
    key = secret[1].replace(" ", "")
    answer = browser.post("/konto/to-trinn/app/", {"code": code_of(key)})
    assert answer.status_code == 302
    return key


@pytest.mark.parametrize("role", sorted(set(Role) - SEES_ONLY_OWN - {Role.PLATFORM_OPERATOR}))
def test_every_role_that_sees_others_is_led_to_the_second_step(role: Role) -> None:
    person_with(role)
    browser, _answer = sign_in()
    answer = browser.get("/havblikk/i-dag/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/konto/to-trinn/?next=%2Fhavblikk%2Fi-dag%2F",
    )
    assert browser.post("/havblikk/rolle/", {"rolle": role}).status_code == 302


def test_a_viewer_without_the_second_step_has_neither_roles_nor_person(
    rf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_with(Role.COORDINATOR)
    seen: list[Viewer] = []
    monkeypatch.setattr(
        FindViewer, "_keep_session", staticmethod(lambda request, viewer: seen.append(viewer))
    )
    browser, _answer = sign_in()
    browser.get("/havblikk/")
    assert seen[-1].awaits_second_factor
    assert (seen[-1].person_id, seen[-1].holdings) == (0, frozenset())


def test_the_first_code_of_an_app_opens_the_work_at_once() -> None:
    person_with(Role.COORDINATOR)
    browser, _answer = sign_in()
    set_up_app(browser)
    assert heading_of(browser.get("/havblikk/i-dag/")) == "I dag"


def test_the_next_sign_in_asks_for_a_code_and_a_code_works_once() -> None:
    person_with(Role.COORDINATOR)
    first, _answer = sign_in()
    secret = set_up_app(first)
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        code = code_of(secret, clock.now().timestamp())
        browser, answer = sign_in()
        assert answer["Location"] == "/logg-inn/trinn-to/"
        assert browser.get("/konto/").status_code == 302
        assert WRONG in text_of(browser.post("/logg-inn/trinn-to/", {"code": "000000"}))
        assert browser.post("/logg-inn/trinn-to/", {"code": code}).status_code == 302
        assert heading_of(browser.get("/havblikk/i-dag/")) == "I dag"
        again, _answer = sign_in()
        assert WRONG in text_of(again.post("/logg-inn/trinn-to/", {"code": code}))
        assert again.get("/konto/").status_code == 302


def test_a_spare_code_comes_in_once() -> None:
    person_with(Role.COORDINATOR)
    first, _answer = sign_in()
    set_up_app(first)
    page = first.post("/konto/to-trinn/koder/", {"show": "1"}).content.decode()
    codes = CODE.findall(page)
    assert len(codes) == 8
    browser, _answer = sign_in()
    browser.post("/logg-inn/trinn-to/", {"code": codes[0]})
    assert heading_of(browser.get("/havblikk/i-dag/")) == "I dag"
    again, _answer = sign_in()
    assert WRONG in text_of(again.post("/logg-inn/trinn-to/", {"code": codes[0]}))


def test_new_spare_codes_end_the_old_ones() -> None:
    person_with(Role.COORDINATOR)
    first, _answer = sign_in()
    set_up_app(first)
    old = CODE.findall(first.post("/konto/to-trinn/koder/", {"show": "1"}).content.decode())
    new = CODE.findall(first.post("/konto/to-trinn/koder/", {"new": "1"}).content.decode())
    assert not set(old) & set(new)
    browser, _answer = sign_in()
    assert WRONG in text_of(browser.post("/logg-inn/trinn-to/", {"code": old[0]}))


def test_looking_at_the_spare_codes_later_asks_again_who_it_is() -> None:
    person_with(Role.COORDINATOR)
    with time_machine.travel(clock.now(), tick=False) as travelling:
        browser, _answer = sign_in()
        set_up_app(browser)
        travelling.shift(timedelta(minutes=16))
        answer = browser.post("/konto/to-trinn/koder/", {"show": "1"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/konto/bekreft/")
        browser.post(answer["Location"], {"password": PASSWORD})
        assert heading_of(browser.get("/konto/to-trinn/koder/")) == "Reservekoder"


def test_secrets_are_sealed_in_the_table() -> None:
    person_with(Role.COORDINATOR)
    browser, _answer = sign_in()
    secret = set_up_app(browser)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert len(stored) > 500


def test_the_owner_is_told_by_mail_when_the_second_step_changes(
    django_capture_on_commit_callbacks: Any,
) -> None:
    person_with(Role.COORDINATOR)
    browser, _answer = sign_in()
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(browser)
    with inside(INSTALLATION):
        assert Message.objects.get().template == "sign_in_changed"


def test_a_new_password_by_mail_does_not_pass_the_second_step() -> None:
    account = person_with(Role.COORDINATOR)
    browser, _answer = sign_in()
    set_up_app(browser)
    account.set_password("en helt ny setning")
    account.save()
    thief, answer = sign_in("en helt ny setning")
    assert answer["Location"] == "/logg-inn/trinn-to/"
    assert thief.get("/havblikk/i-dag/").status_code == 302
    assert thief.get("/konto/to-trinn/app/").status_code == 302


def test_wrong_passwords_stop_after_five_and_only_from_that_network() -> None:
    person_with(Role.COORDINATOR)
    with time_machine.travel(clock.now().replace(minute=1), tick=False) as travelling:
        for _each in range(5):
            _browser, answer = sign_in("feil passord her")
            assert "passer ikke sammen" in answer.content.decode()
        assert "prøvd for mange ganger" in sign_in()[1].content.decode()
        elsewhere = Browser(REMOTE_ADDR="198.51.100.7")
        answer = elsewhere.post("/logg-inn/", {"login": "siri@example.org", "password": PASSWORD})
        assert answer.status_code == 302
        travelling.shift(timedelta(minutes=10))
        assert sign_in()[1].status_code == 302


def test_the_pause_grows_for_those_who_go_on_guessing() -> None:
    person_with(Role.COORDINATOR)
    with time_machine.travel(clock.now().replace(minute=0), tick=False) as travelling:
        for _each in range(2):
            for _try in range(5):
                sign_in("feil passord her")
            travelling.shift(timedelta(minutes=10))
        assert "prøvd for mange ganger" in sign_in()[1].content.decode()


def test_an_address_without_an_account_is_stopped_in_the_same_way() -> None:
    said = []
    for _each in range(6):
        _browser, answer = sign_in("feil passord her")
        said.append("prøvd for mange ganger" in answer.content.decode())
    assert said == [False] * 5 + [True]


def test_a_passkey_form_offers_what_the_browser_needs() -> None:
    person_with(Role.COORDINATOR)
    browser, _answer = sign_in()
    page = browser.get("/konto/to-trinn/passnokkel/").content.decode()
    assert 'data-passkey="make"' in page
    assert "&quot;residentKey&quot;: &quot;required&quot;" in page
    answer = browser.post(
        "/konto/to-trinn/passnokkel/", {"name": "Min", "credential": '{"type": "public-key"}'}
    )
    assert "<title>Feil: Legg til en passnøkkel" in text_of(answer)
    assert not Authenticator.objects.exists()


def test_signing_in_with_a_passkey_nobody_has_leads_back() -> None:
    browser = Browser()
    asked = browser.get("/logg-inn/passnokkel/", headers={"accept": "application/json"})
    assert "challenge" in asked.json()["request_options"]["publicKey"]
    for credential in ("{}", "[]", "x", '{"response": {"userHandle": "AA"}}', ""):
        answer = browser.post("/logg-inn/passnokkel/", {"credential": credential})
        assert (answer.status_code, answer["Location"]) == (302, "/logg-inn/")


def test_the_way_on_is_kept_until_the_second_step_is_set_up() -> None:
    person_with(Role.COORDINATOR)
    browser, _answer = sign_in()
    asked = browser.get("/havblikk/i-dag/")["Location"]
    way_on = "?next=%2Fhavblikk%2Fi-dag%2F"
    app = f"/konto/to-trinn/app/{way_on}"
    assert (asked, app in text_of(browser.get(asked))) == (f"/konto/to-trinn/{way_on}", True)
    page = text_of(browser.get(app))
    assert f'href="/konto/to-trinn/{way_on}"' in page
    secret = SECRET.search(page)
    assert secret
    codes = browser.post(app, {"code": code_of(secret[1].replace(" ", ""))})["Location"]
    assert codes == f"/konto/to-trinn/koder/{way_on}"
    for shown in (browser.get(codes), browser.post(codes, {"show": "1"})):
        links = re.findall(r'href="/havblikk/i-dag/">([^<]+)', text_of(shown))
        assert [link for link in links if "Gå videre" in link]


def test_a_way_on_to_another_host_is_not_kept() -> None:
    person_with(Role.COORDINATOR)
    browser, _answer = sign_in()
    page = text_of(browser.get("/konto/to-trinn/?next=https://ond.example.org/"))
    assert "ond.example.org" not in page.partition("<main")[2].partition("</main>")[0]


def test_who_has_no_passkey_is_not_told_of_passkeys_at_the_second_step() -> None:
    person_with(Role.COORDINATOR)
    first, _answer = sign_in()
    set_up_app(first)
    browser, _answer = sign_in()
    page = text_of(browser.get("/logg-inn/trinn-to/"))
    main = page.partition("<main")[2].partition("</main>")[0]
    assert ("Passnøkler" in main, "Eller skriv en kode" in main) == (False, False)
