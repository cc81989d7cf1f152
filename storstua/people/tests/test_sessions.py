"""Sessions: hashed at rest, with two ends, and ended by their owner."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions, session_store
from storstua.people.browsers import browser_words
from storstua.people.models import Session
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account
from storstua.roles.tests.factories import make_helper
from storstua.ui.tests.reading import heading_of

pytestmark = pytest.mark.django_db
PIXEL = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36"
)


def signed_in(role: Role = Role.COORDINATOR) -> Browser:
    account = make_account("siri@example.org", password="en lang setning")
    make_helper(make_organisation(), role, account=account)
    browser = Browser(headers={"user-agent": PIXEL})
    answer = browser.post(
        "/logg-inn/", {"login": "siri@example.org", "password": "en lang setning"}
    )
    assert answer.status_code == 302
    return browser


def cookie(browser: Browser) -> str:
    return browser.cookies["okt"].value


def test_the_table_holds_no_key_that_opens_a_session() -> None:
    browser = signed_in()
    row = Session.objects.get()
    assert row.session_key == session_store.hashed(cookie(browser))
    stolen = Browser()
    stolen.cookies["okt"] = row.session_key
    assert stolen.get("/konto/").status_code == 302
    assert heading_of(browser.get("/konto/")) == "Kontoen min"


def test_the_key_changes_at_sign_in() -> None:
    browser = Browser()
    session = browser.session
    session["x"] = 1
    session.save()
    before = browser.cookies["okt"].value
    make_account("siri@example.org", password="en lang setning")
    browser.post("/logg-inn/", {"login": "siri@example.org", "password": "en lang setning"})
    assert cookie(browser) != before
    assert not session_store.SessionStore().exists(before)


@pytest.mark.parametrize(
    ("role", "minutes"), [(Role.COORDINATOR, 30), (Role.SUPPORTER, 60), (Role.MODERATOR, 30)]
)
def test_a_session_ends_when_unused_for_the_time_of_its_role(role: Role, minutes: int) -> None:
    with time_machine.travel(clock.now(), tick=False) as travelling:
        browser = signed_in(role)
        _pass_second_step(browser)
        assert heading_of(browser.get("/havblikk/i-dag/")) == "I dag"
        travelling.shift(timedelta(minutes=minutes - 1))
        assert heading_of(browser.get("/havblikk/i-dag/")) == "I dag"
        travelling.shift(timedelta(minutes=minutes + 1))
        assert browser.get("/konto/").status_code == 302


def test_a_session_ends_twelve_hours_after_it_began_however_much_it_is_used() -> None:
    with time_machine.travel(clock.now(), tick=False) as travelling:
        browser = signed_in()
        for _each in range(12 * 3 - 1):
            travelling.shift(timedelta(minutes=20))
            assert heading_of(browser.get("/konto/")) == "Kontoen min"
        travelling.shift(timedelta(minutes=21))
        assert browser.get("/konto/").status_code == 302


def test_the_cookie_does_not_outlive_the_browser() -> None:
    browser = signed_in()
    morsel = browser.cookies["okt"]
    assert (morsel["max-age"], morsel["expires"]) == ("", "")


def test_the_owner_sees_where_they_are_signed_in_and_ends_the_others() -> None:
    here = signed_in()
    elsewhere = Browser(headers={"user-agent": "x"})
    elsewhere.post("/logg-inn/", {"login": "siri@example.org", "password": "en lang setning"})
    page = here.get("/konto/innlogginger/").content.decode()
    assert "Chrome, Android" in page
    assert "Ukjent nettleser" in page
    here.post("/konto/innlogginger/")
    assert elsewhere.get("/konto/").status_code == 302
    assert heading_of(here.get("/konto/")) == "Kontoen min"


def test_one_session_ends_when_only_that_is_asked_for() -> None:
    here = signed_in()
    second, third = Browser(), Browser()
    for browser in (second, third):
        browser.post("/logg-inn/", {"login": "siri@example.org", "password": "en lang setning"})
    here.post("/konto/innlogginger/", {"end": session_store.hashed(cookie(second))})
    assert second.get("/konto/").status_code == 302
    assert heading_of(third.get("/konto/")) == "Kontoen min"


def test_nobody_ends_the_sessions_of_another() -> None:
    here = signed_in()
    other = make_account("ola@example.org", password="en lang setning")
    stranger = Browser()
    stranger.force_login(other)
    stranger.post("/konto/innlogginger/", {"end": session_store.hashed(cookie(here))})
    assert heading_of(here.get("/konto/")) == "Kontoen min"
    with pytest.raises(Refusal):
        actions.end_sessions(by=Viewer(account_id=other.id + 1), account=other)


def test_a_session_ended_meanwhile_is_not_revived_by_a_page_under_way() -> None:
    browser = signed_in()
    store = session_store.SessionStore(cookie(browser))
    store["late"] = 1
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PIXEL, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, Linux"),
        ("curl/8", ""),
    ],
)
def test_browser_words_say_browser_and_system(agent: str, words: str) -> None:
    assert browser_words(agent) == words


def _pass_second_step(browser: Browser) -> None:
    account = Session.objects.get().account
    assert account is not None
    browser.force_login(account)
