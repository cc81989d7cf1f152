"""A supporter's telephone that is remembered: two acts, nothing to read, and how it ends."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings

from storstua.activities.choices import Mode, What
from storstua.activities.models import Activity
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.conversations.tests.factories import make_conversation
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions, session_store
from storstua.people.models import RememberedPhone, Session
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_person
from storstua.roles import actions as roles
from storstua.roles.models import Grant
from storstua.supporters.models import Pause, Supporter

from .factories import make_ola

pytestmark = pytest.mark.django_db
LOG, PAUSE, ABOUT = "/havblikk/telefon/registrer/", "/havblikk/telefon/pause/", "/havblikk/telefon/"
CLOSED = ("i-dag", "registrer", "min-logg", "samtaler", "pause", "min-profil", "rolle")
PAGES = (LOG, PAUSE, "/havblikk/telefon/registrert/", "/havblikk/telefon/pauset/")


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def ola(organisation) -> Supporter:
    return make_ola(organisation)


@pytest.fixture
def phone(ola) -> Browser:
    """Ola's telephone, remembered; nobody is signed in with it."""
    browser = Browser(headers={"user-agent": "Firefox/140.0 Android"})
    browser.force_login(ola.person.account)
    assert browser.post(ABOUT)["Location"] == ABOUT
    browser.cookies.pop(settings.SESSION_COOKIE_NAME)
    return browser


def opens(phone: Browser, path: str = LOG) -> bool:
    return phone.get(path).status_code == 200


def talk(**changed: str) -> dict[str, str]:
    return {"minutes": "20", "what": What.PHONE, "done_on": clock.today().isoformat()} | changed


def test_remembered_phone_logs_a_talk_and_starts_a_pause_and_says_no_more(phone, ola):
    answer = phone.post(LOG, talk(), follow=True)
    assert "Det er registrert." in answer.content.decode()
    (activity,) = Activity.objects.all()
    assert (activity.logged_by_id, activity.minutes) == (ola.person_id, 20)
    answer = phone.post(PAUSE, {"length": "open"}, follow=True)
    assert "Du har pause fra nå" in answer.content.decode()
    assert Pause.objects.get().supporter_id == ola.id


def test_remembered_phone_asks_for_two_numbers_more_when_several_met(phone):
    first = phone.post(LOG, talk(what=What.SUPPORT_GROUP))
    assert 'name="pax"' in first.content.decode()
    second = talk(what=What.SUPPORT_GROUP, second="1", length="90", pax="7", way=Mode.PHYSICAL)
    assert phone.post(LOG, second).status_code == 302
    assert Activity.objects.get().pax == 7


def test_remembered_phone_shows_no_name_no_talk_and_nothing_of_before(phone, ola):
    seeker = make_person(ola.organisation, "Blåveis")
    make_conversation(ola.person, seeker)
    before = {path: phone.get(path).content.decode() for path in PAGES}
    phone.post(LOG, talk(minutes="90"))
    phone.post(PAUSE, {"length": "open"})
    after = {path: phone.get(path).content.decode() for path in PAGES}
    for path in PAGES:
        shown = after[path]
        assert not any(word in shown for word in ("Blåveis", ola.person.given_name, "samtale="))
        assert _without_keys(shown) == _without_keys(before[path])


def _without_keys(page: str) -> list[str]:
    return [line for line in page.splitlines() if 'type="hidden"' not in line]


@pytest.mark.parametrize("path", ["/konto/", ABOUT, *(f"/havblikk/{each}/" for each in CLOSED)])
def test_remembered_phone_opens_nothing_else(phone, path):
    answer = phone.get(path)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/logg-inn/")


def test_remembered_phone_is_no_session(phone):
    phone.post(LOG, talk())
    phone.get(PAUSE)
    assert settings.SESSION_COOKIE_NAME not in phone.cookies
    assert Session.objects.count() == 1


def test_cookie_of_a_phone_is_kept_from_scripts_and_stored_as_a_hash(phone):
    morsel = phone.cookies[settings.PHONE_COOKIE_NAME]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")
    assert (morsel["domain"], morsel["max-age"]) == ("", 90 * 24 * 3600)
    row = RememberedPhone.objects.get()
    assert row.lookup == session_store.hashed(morsel.value)
    phone.cookies[settings.PHONE_COOKIE_NAME] = row.lookup
    assert not opens(phone)


def test_phone_without_its_cookie_is_sent_to_sign_in(ola):
    answer = Browser().get(LOG)
    assert answer["Location"] == "/logg-inn/?next=%2Fhavblikk%2Ftelefon%2Fregistrer%2F"


def test_phone_is_remembered_in_one_organisation_only(phone, ola):
    other = make_organisation("andre", "Andre")
    person = make_person(other, "Ola", account=ola.person.account)
    with inside(other):
        roles.give(by=Viewer.command_line(other.id), person=person, role=Role.SUPPORTER)
    assert opens(phone)
    assert not opens(phone, "/andre/telefon/registrer/")


def test_phone_is_remembered_for_90_days(phone):
    with time_machine.travel(clock.now() + timedelta(days=89, hours=23)):
        assert opens(phone)
    with time_machine.travel(clock.now() + timedelta(days=90, minutes=1)):
        assert not opens(phone)


def new_password(ola: Supporter) -> None:
    browser = Browser()
    browser.force_login(ola.person.account)
    new = {"password1": "en annen setning her", "password2": "en annen setning her"}
    old = {"oldpassword": "en god setning her"}
    assert browser.post("/konto/passord/", old | new).status_code == 302


def end_all(ola: Supporter) -> None:
    browser = Browser()
    browser.force_login(ola.person.account)
    browser.post("/konto/innlogginger/")


def end_this(ola: Supporter) -> None:
    browser = Browser()
    browser.force_login(ola.person.account)
    page = browser.get("/konto/innlogginger/").content.decode()
    assert "Telefoner som er husket" in page
    assert "Firefox, Android" in page
    browser.post("/konto/innlogginger/", {"end": RememberedPhone.objects.get().lookup})


def suspend(ola: Supporter) -> None:
    ola.person.account.is_active = False
    ola.person.account.save()


def end_role(ola: Supporter) -> None:
    with inside(ola.organisation):
        grant = Grant.objects.get(person=ola.person, role=Role.SUPPORTER)
        roles.end(by=Viewer.command_line(ola.organisation_id), grant=grant)


def let_role_end(ola: Supporter) -> None:
    with inside(ola.organisation):
        yesterday = clock.today() - timedelta(days=1)
        Grant.objects.filter(person=ola.person).update(until_on=yesterday, from_on=yesterday)


@pytest.mark.parametrize(
    "ending", [new_password, end_all, end_this, suspend, end_role, let_role_end]
)
def test_phone_is_forgotten_when(ending, phone, ola):
    assert opens(phone)
    ending(ola)
    assert [opens(phone, path) for path in PAGES] == [False] * len(PAGES)
    if ending not in {suspend, let_role_end}:
        assert not RememberedPhone.objects.exists()


def test_owner_forgets_the_phone_in_hand(phone, ola):
    phone.force_login(ola.person.account)
    assert "Denne telefonen er husket til" in phone.get(ABOUT).content.decode()
    phone.post(ABOUT)
    assert phone.cookies[settings.PHONE_COOKIE_NAME].value == ""
    assert not RememberedPhone.objects.exists()


def test_phone_is_remembered_by_its_owner_and_nobody_else(organisation, ola):
    with pytest.raises(Refusal):
        actions.remember_phone(by=Viewer.visitor(organisation.id), browser="")
    with pytest.raises(Refusal):
        actions.forget_phones(by=Viewer.visitor(organisation.id), person=ola.person)
    assert Browser().post(ABOUT)["Location"].startswith("/logg-inn/")
