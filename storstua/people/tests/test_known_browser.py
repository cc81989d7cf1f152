"""A browser that is known: strangers do not slow it down, and it gives nobody more tries."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storstua.audit.models import Entry
from storstua.base import clock, guessing
from storstua.base.refusal import Refusal
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.operations import actions as operations
from storstua.people import actions, known_browser, queries
from storstua.people.models import Account, KnownBrowser
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account
from storstua.people.tests.soft_passkey import SoftPasskey
from storstua.people.tries import code as code_tries

pytestmark = pytest.mark.django_db
MAIL, PASSWORD = "siri@example.org", "en lang setning"
NETWORKS = [f"198.51.{number}.7" for number in range(8)]


@pytest.fixture
def siri() -> Account:
    return make_account(MAIL, PASSWORD)


def tries(browser: Browser, password: str = "feil setning her", mail: str = MAIL) -> str:
    answer = browser.post("/logg-inn/", {"login": mail, "password": password})
    if "prøvd for mange ganger" in answer.content.decode():
        return "stopped"
    return "in" if answer.status_code == 302 else "wrong"


def known(mail: str = MAIL, network: str = "192.0.2.1") -> Browser:
    """A browser that has signed in once, and out again."""
    browser = Browser(REMOTE_ADDR=network)
    assert tries(browser, PASSWORD, mail) == "in"
    browser.post("/logg-ut/")
    return browser


def strangers_guess(networks: list[str]) -> None:
    for network in networks:
        for _each in range(5):
            tries(Browser(REMOTE_ADDR=network))


def test_a_neighbour_who_guesses_does_not_shut_the_owner_out(siri: Account) -> None:
    browser = known()
    strangers_guess(["192.0.2.1"])
    assert tries(Browser(REMOTE_ADDR="192.0.2.1"), PASSWORD) == "stopped"
    assert tries(browser, PASSWORD) == "in"


def test_strangers_from_everywhere_do_not_shut_the_owner_out(siri: Account) -> None:
    browser = known()
    strangers_guess(NETWORKS)
    assert tries(Browser(REMOTE_ADDR="203.0.113.1"), PASSWORD) == "stopped"
    assert tries(browser, PASSWORD) == "in"


def test_a_known_browser_has_few_tries_of_its_own(siri: Account) -> None:
    browser = known()
    assert [tries(browser) for _each in range(5)] == ["wrong"] * 5
    assert tries(browser, PASSWORD) == "stopped"
    assert tries(Browser(REMOTE_ADDR="192.0.2.1"), PASSWORD) == "in"


def test_who_knows_the_password_does_not_shut_the_owner_out_of_the_second_step(
    siri: Account,
) -> None:
    passkey = SoftPasskey(siri)
    browser = Browser()
    browser.get("/logg-inn/passnokkel/", headers={"accept": "application/json"})
    typed = passkey.answer(browser.session["mfa.webauthn.state"]["challenge"])
    browser.post("/logg-inn/passnokkel/", {"credential": typed})
    browser.post("/logg-ut/")
    for network in NETWORKS:
        thief = Browser(REMOTE_ADDR=network)
        tries(thief, PASSWORD)
        for _each in range(5):
            thief.post("/logg-inn/trinn-to/", {"code": "000000"})
    for someone, word in ((Browser(), "prøvd for mange ganger"), (browser, "Koden passer ikke")):
        tries(someone, PASSWORD)
        answer = someone.post("/logg-inn/trinn-to/", {"code": "000000"})
        assert word in answer.content.decode()


def test_a_mark_is_given_after_the_last_step_only(siri: Account) -> None:
    SoftPasskey(siri)
    browser = Browser()
    assert tries(browser, PASSWORD) == "in"
    assert "nettleser" not in browser.cookies
    assert not KnownBrowser.objects.exists()


def test_a_mark_is_good_for_its_own_account_only(siri: Account) -> None:
    make_account("ola@example.org", PASSWORD)
    browser = known("ola@example.org")
    strangers_guess(["192.0.2.1"])
    assert tries(browser, PASSWORD) == "stopped"


def test_two_who_share_a_browser_are_both_known_in_it(siri: Account) -> None:
    make_account("ola@example.org", PASSWORD)
    browser = known()
    assert tries(browser, PASSWORD, "ola@example.org") == "in"
    browser.post("/logg-ut/")
    strangers_guess(["192.0.2.1"])
    assert tries(browser, PASSWORD) == "in"
    assert KnownBrowser.objects.count() == 2


def test_a_mark_that_was_put_there_beforehand_never_becomes_the_owners(siri: Account) -> None:
    planted = known_browser.new_mark()
    owner = Browser()
    owner.cookies["nettleser"] = planted
    tries(owner, PASSWORD)
    strangers_guess(["192.0.2.1"])
    thief = Browser(REMOTE_ADDR="192.0.2.1")
    thief.cookies["nettleser"] = planted
    assert tries(thief, PASSWORD) == "stopped"


def test_the_cookie_holds_nothing_in_clear_and_the_table_nothing_that_opens(siri: Account) -> None:
    morsel = known().cookies["nettleser"]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")
    row = KnownBrowser.objects.get()
    assert row.lookup == known_browser.hashed(morsel.value, siri.id)
    assert (MAIL in morsel.value, morsel.value in str(vars(row))) == (False, False)


def test_a_new_password_and_signing_out_everywhere_forget_the_browsers(siri: Account) -> None:
    browser = known()
    tries(browser, PASSWORD)
    assert "Én nettleser kjennes igjen" in browser.get("/konto/innlogginger/").content.decode()
    browser.post("/konto/innlogginger/", {"end": "0" * 64})
    assert KnownBrowser.objects.count() == 1
    browser.post("/konto/innlogginger/")
    assert KnownBrowser.objects.count() == 0
    known()
    browser.post(
        "/konto/passord/",
        {
            "oldpassword": PASSWORD,
            "password1": "en ny setning her",
            "password2": "en ny setning her",
        },
    )
    assert KnownBrowser.objects.count() == 0


def test_five_browsers_are_known_at_most_the_latest_ones(siri: Account) -> None:
    first = known()
    for _each in range(5):
        known()
    assert KnownBrowser.objects.filter(account=siri).count() == 5
    assert not KnownBrowser.objects.filter(
        lookup=known_browser.hashed(first.cookies["nettleser"].value, siri.id)
    ).exists()


def test_a_browser_is_forgotten_after_ninety_days(siri: Account) -> None:
    with time_machine.travel(clock.now(), tick=False) as travelling:
        browser = known()
        travelling.shift(timedelta(days=91))
        strangers_guess(["192.0.2.1"])
        assert tries(browser, PASSWORD) == "stopped"
        assert operations.clear_old(by=Viewer.system(0, "test")).sessions >= 1
        assert KnownBrowser.objects.count() == 0


def test_nobody_makes_a_browser_known_for_another(siri: Account) -> None:
    with pytest.raises(Refusal):
        actions.know_browser(by=Viewer(account_id=siri.id + 1), account=siri, mark="x")


def mark_of(browser: Browser) -> str:
    return str(browser.cookies["nettleser"].value)


def knows(mark: str, account: Account) -> bool:
    return bool(queries.knows_browser((mark,), account_id=account.id))


def test_each_sign_in_is_good_for_another_ninety_days(siri: Account) -> None:
    with time_machine.travel(clock.now(), tick=False) as travelling:
        browser = known()
        travelling.shift(timedelta(days=60))
        tries(browser, PASSWORD)
        browser.post("/logg-ut/")
        travelling.shift(timedelta(days=60))
        strangers_guess(["192.0.2.1"])
        assert tries(browser, PASSWORD) == "in"


def test_a_copy_of_the_cookie_is_worthless_after_the_next_sign_in(siri: Account) -> None:
    browser = known()
    copy = mark_of(browser)
    assert knows(copy, siri)
    tries(browser, PASSWORD)
    assert (knows(copy, siri), knows(mark_of(browser), siri)) == (False, True)
    assert KnownBrowser.objects.count() == 1


def test_of_those_who_share_a_browser_the_one_who_signed_in_longest_ago_makes_room(
    siri: Account,
) -> None:
    browser, mails = known(), ["ola@example.org", "kari@example.org", "tor@example.org"]
    others = [make_account(mail, PASSWORD) for mail in mails]
    for mail in (*mails[:2], MAIL, mails[2]):
        assert tries(browser, PASSWORD, mail) == "in"
        browser.post("/logg-ut/")
    marks = tuple(mark_of(browser).split("."))
    in_it = [bool(queries.knows_browser(marks, account_id=each.id)) for each in (siri, *others)]
    assert in_it == [True, False, True, True]


def test_codes_from_all_known_browsers_together_are_forty_in_a_day(siri: Account, rf: Any) -> None:
    marks = [known_browser.new_mark() for _each in range(known_browser.MOST)]
    for mark in marks:
        actions.know_browser(by=Viewer(account_id=siri.id), account=siri, mark=mark)
    looked_at = 0
    with time_machine.travel(clock.now(), tick=False) as travelling:
        for number in range(24 * 5):
            request = rf.post("/logg-inn/trinn-to/")
            request.COOKIES["nettleser"] = marks[number % len(marks)]
            for _each in range(4):
                looked_at += guessing.begin(*code_tries(request, siri.id)) is not None
            travelling.shift(timedelta(minutes=11))
        assert looked_at == 40
        travelling.shift(timedelta(days=1))
        assert guessing.begin(*code_tries(request, siri.id)) is not None


def verbs_of_browsers() -> list[str]:
    with inside(INSTALLATION):
        rows = Entry.objects.filter(verb__contains="browser").order_by("id")
        return list(rows.values_list("verb", flat=True))


def test_a_line_tells_when_a_browser_becomes_known_and_when_all_are_forgotten(
    siri: Account,
) -> None:
    browser = known()
    tries(browser, PASSWORD)
    assert verbs_of_browsers() == ["know browser"]
    browser.post("/konto/innlogginger/", {"end": "0" * 64})
    assert verbs_of_browsers() == ["know browser"]
    browser.post("/konto/innlogginger/")
    browser.post("/konto/innlogginger/")
    assert verbs_of_browsers() == ["know browser", "forget browsers"]


def test_two_sign_ins_at_once_wait_for_each_other(siri: Account) -> None:
    with CaptureQueriesContext(connection) as asked:
        actions.know_browser(by=Viewer(account_id=siri.id), account=siri, mark="x")
    locked = [each["sql"] for each in asked if "FOR UPDATE" in each["sql"]]
    assert ['"people_account"' in each for each in locked] == [True]


def test_who_signs_in_often_takes_no_place_of_those_who_share_the_browser(siri: Account) -> None:
    browser, ola = known(), make_account("ola@example.org", PASSWORD)
    for mail in (ola.email, MAIL, MAIL, MAIL):
        assert tries(browser, PASSWORD, mail) == "in"
        browser.post("/logg-ut/")
    marks = mark_of(browser).split(".")
    assert [knows(mark, ola) for mark in marks] == [True, False]
