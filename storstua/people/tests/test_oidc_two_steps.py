"""A provider stands beside a second step of one's own, and its silence shows nothing."""

import re
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.outbox.models import Message
from storstua.people import actions, queries
from storstua.people.models import Account, LinkedIdentity
from storstua.people.tests.browsing import Browser
from storstua.people.tests.elsewhere import (
    account_of,
    comes_back,
    going,
    is_in,
    links,
    said,
    signs_in,
    siri_signed_in,
    visits,
)
from storstua.people.tests.factories import make_account
from storstua.people.tests.small_provider import SmallProvider
from storstua.people.tests.soft_passkey import SoftPasskey
from storstua.ui.tests.reading import heading_of

pytestmark = pytest.mark.django_db
PASSWORD = "en lang setning"
TWO, LINKING, APP = "/konto/to-trinn/", "/konto/andre-innlogginger/", "/konto/to-trinn/app/"
NEW_PASSKEY = "/konto/to-trinn/passnokkel/"
AGAIN = "/konto/bekreft/med/idporten/"
ASKED = "/konto/bekreft/"


@pytest.fixture
def two_steps(provider: SmallProvider, settings: Any) -> SmallProvider:
    """The same provider, whose highest level counts as both steps."""
    settings.IDENTITY_PROVIDERS["idporten"]["second_step"] = provider.level
    return provider


def with_password() -> Browser:
    browser = Browser()
    browser.post("/logg-inn/", {"login": "siri@example.org", "password": PASSWORD})
    return browser


def hours_ago(number: int = 1) -> dict[str, int]:
    return {"auth_time": int(clock.now().timestamp()) - 3600 * number}


# An own second step comes first


def test_who_has_no_second_step_of_their_own_links_nothing(provider: SmallProvider) -> None:
    browser = Browser()
    account = make_account("siri@example.org", PASSWORD)
    browser.force_login(account)
    for answer in (browser.get(LINKING), browser.post(LINKING, {"link": "idporten"})):
        page = answer.content.decode()
        assert "Sett opp en passnøkkel eller koder fra en app her først" in page
        assert ('http-equiv="refresh"' in page, 'value="idporten"' in page) == (False, False)
    with pytest.raises(Refusal, match="her først"):
        actions.link_identity(
            by=Viewer(account_id=account.id), account=account, provider="idporten", lookup="x"
        )


def test_codes_on_paper_alone_are_no_second_step(provider: SmallProvider) -> None:
    account = make_account("siri@example.org", PASSWORD)
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"}
    )
    with pytest.raises(Refusal, match="her først"):
        actions.link_identity(
            by=Viewer(account_id=account.id), account=account, provider="idporten", lookup="x"
        )


@pytest.mark.parametrize("address", [APP, NEW_PASSKEY, LINKING, "/konto/to-trinn/koder/"])
@pytest.mark.parametrize("way", ["get", "post"])
def test_the_password_alone_sets_up_no_second_step_beside_a_providers(
    two_steps: SmallProvider, address: str, way: str
) -> None:
    account_of(two_steps, Role.COORDINATOR)
    thief = with_password()
    assert is_in(thief)
    assert getattr(thief, way)(address)["Location"] == TWO
    assert not Authenticator.objects.exists()
    page = thief.get(TWO).content.decode()
    assert "koblet til en innlogging hos noen andre" in page
    assert (APP in page, NEW_PASSKEY in page) == (False, False)
    assert thief.get("/havblikk/i-dag/")["Location"].startswith(TWO)


def test_who_came_in_by_the_providers_two_steps_sets_up_their_own(
    two_steps: SmallProvider,
) -> None:
    account_of(two_steps, Role.COORDINATOR)
    browser = Browser()
    signs_in(browser)
    assert heading_of(browser.get("/havblikk/i-dag/")) == "I dag"
    assert heading_of(browser.get(APP)) == "Koder fra en app"
    assert APP in browser.get(TWO).content.decode()


@pytest.mark.parametrize(
    "address", [APP, "/konto/to-trinn/app/av/", NEW_PASSKEY, "/konto/to-trinn/koder/", LINKING]
)
def test_a_session_from_before_the_second_step_changes_no_way_in(
    provider: SmallProvider, address: str
) -> None:
    account = make_account("siri@example.org", PASSWORD)
    thief = with_password()
    assert heading_of(thief.get(APP)) == "Koder fra en app"
    TOTP.activate(account, generate_totp_secret())
    assert thief.get(address)["Location"] == TWO
    assert thief.post(address)["Location"] == TWO
    assert "Logg ut og inn igjen" in thief.get(TWO).content.decode()
    assert Authenticator.objects.count() == 1


def test_an_account_without_a_password_gets_none_by_an_open_screen(
    two_steps: SmallProvider,
) -> None:
    account = account_of(two_steps)
    account.set_unusable_password()
    account.save()
    two_steps.claims = hours_ago()
    browser = Browser()
    signs_in(browser)
    assert browser.get("/konto/passord/nytt/")["Location"].startswith(ASKED)


def test_the_last_own_step_stays_while_a_sign_in_elsewhere_is_linked(
    provider: SmallProvider,
) -> None:
    browser, account = siri_signed_in()
    links(browser, provider)
    passkey = Authenticator.objects.get()
    remove = f"/konto/to-trinn/passnokkel/{passkey.pk}/fjern/"
    assert heading_of(browser.get(remove)) == "Fjerne «Prøve»?"
    assert browser.post(remove)["Location"] == TWO
    assert "Fjern koblingene til andre innlogginger først" in browser.get(TWO).content.decode()
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
    TOTP.activate(account, generate_totp_secret())
    browser.post(remove)
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()
    browser.post("/konto/to-trinn/app/av/")
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
    browser.post(LINKING, {"unlink": "idporten"})
    browser.post("/konto/to-trinn/app/av/")
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_nobody_holds_the_second_step_of_another(provider: SmallProvider) -> None:
    _browser, account = siri_signed_in()
    with pytest.raises(Refusal):
        actions.give_up_factor(by=Viewer(account_id=account.id + 1), account=account)


def test_the_only_second_step_is_not_unlinked(two_steps: SmallProvider) -> None:
    account = account_of(two_steps)
    browser = Browser()
    signs_in(browser)
    browser.post(LINKING, {"unlink": "idporten"})
    assert LinkedIdentity.objects.filter(account=account).exists()
    SoftPasskey(account)
    browser.post(LINKING, {"unlink": "idporten"})
    assert not LinkedIdentity.objects.exists()


# Silence shows nothing


@pytest.mark.parametrize(
    ("lie", "is_asked"),
    [({}, False), ({"claims": {"auth_time": 0}}, True), ({"without": ("auth_time",)}, True)],
)
@pytest.mark.parametrize("address", [LINKING, APP])
def test_a_provider_that_asked_nobody_does_not_show_who_sits_here(
    two_steps: SmallProvider, lie: dict[str, Any], is_asked: bool, address: str
) -> None:
    SoftPasskey(account_of(two_steps))
    for name, value in lie.items():
        setattr(two_steps, name, value)
    browser = Browser()
    signs_in(browser)
    assert is_in(browser)
    answer = browser.get(address)
    found = answer.status_code == 302 and answer["Location"].startswith(ASKED)
    assert (found, answer.status_code == 200) == (is_asked, not is_asked)


def test_an_own_second_step_after_a_silent_provider_shows_who_it_is(
    provider: SmallProvider,
) -> None:
    passkey = SoftPasskey(account_of(provider))
    provider.claims = hours_ago()
    browser = Browser()
    assert signs_in(browser)["Location"] == "/logg-inn/trinn-to/"
    browser.get("/logg-inn/trinn-to/")
    typed = passkey.answer(browser.session["mfa.webauthn.state"]["challenge"])
    browser.post("/logg-inn/trinn-to/", {"credential": typed})
    assert heading_of(browser.get(LINKING)) == "Logg inn på andre måter"


@pytest.mark.parametrize("lie", [{"claims": {"auth_time": 0}}, {"without": ("auth_time",)}])
def test_a_provider_that_asked_nobody_is_not_linked(
    provider: SmallProvider, lie: dict[str, Any]
) -> None:
    browser, _account = siri_signed_in()
    for name, value in lie.items():
        setattr(provider, name, value)
    answer = links(browser, provider)
    assert (answer.status_code, said(answer)) == (400, "Innloggingen gikk ikke")
    assert "spurte ikke på nytt hvem du er" in answer.content.decode()
    assert not LinkedIdentity.objects.exists()


def test_clocks_may_differ_by_a_minute(provider: SmallProvider) -> None:
    browser, _account = siri_signed_in()
    for seconds, is_linked in ((-90, False), (-30, True), (30, True), (90, False)):
        LinkedIdentity.objects.all().delete()
        provider.claims = {"auth_time": clock.now().timestamp() + seconds}
        links(browser, provider)
        assert LinkedIdentity.objects.exists() is is_linked


def test_google_is_asked_to_say_when_somebody_showed_who_they_are(
    provider: SmallProvider, settings: Any
) -> None:
    settings.IDENTITY_PROVIDERS = {"google": settings.IDENTITY_PROVIDERS["idporten"]}
    browser, _account = siri_signed_in()
    visits(going(browser.post(LINKING, {"link": "google"})))
    asked = next(asked for path, asked in provider.asked if path == "/authorize")
    assert asked["claims"] == '{"id_token": {"auth_time": {"essential": true}}}'
    assert (asked["prompt"], asked["max_age"]) == ("select_account", "0")


# Once more


def again(browser: Browser, onward: str = LINKING) -> Any:
    return comes_back(browser, visits(going(browser.post(AGAIN, {"next": onward}))))


def silent_siri(provider: SmallProvider) -> Browser:
    """Signed in by a provider that asked nobody, with a passkey of her own."""
    SoftPasskey(account_of(provider))
    provider.claims = hours_ago()
    browser = Browser()
    signs_in(browser)
    provider.claims = {}
    return browser


def test_who_signs_in_there_once_more_has_shown_who_they_are(two_steps: SmallProvider) -> None:
    browser = silent_siri(two_steps)
    asked = browser.get(LINKING)["Location"]
    page = browser.get(asked).content.decode()
    assert "Bruk ID-porten" in page
    way = re.search(rf'href="({AGAIN}[^"]*)"', page)
    assert way
    assert 'value="/konto/andre-innlogginger/"' in browser.get(way[1]).content.decode()
    two_steps.asked.clear()
    assert again(browser)["Location"] == LINKING
    asked_there = next(asked for path, asked in two_steps.asked if path == "/authorize")
    assert (asked_there["prompt"], asked_there["max_age"]) == ("login", "0")
    assert heading_of(browser.get(LINKING)) == "Logg inn på andre måter"


def test_a_silent_answer_shows_nothing_the_second_time_either(two_steps: SmallProvider) -> None:
    browser = silent_siri(two_steps)
    two_steps.claims = hours_ago()
    assert again(browser).status_code == 400
    assert browser.get(LINKING)["Location"].startswith(ASKED)


def test_somebody_else_there_does_not_show_who_sits_here(two_steps: SmallProvider) -> None:
    browser = silent_siri(two_steps)
    for subject in ("en fremmed", "ola"):
        if subject == "ola":
            ola = make_account("ola@example.org")
            lookup = queries.identity_lookup(two_steps.issuer, subject)
            LinkedIdentity.objects.create(account=ola, provider="idporten", lookup=lookup)
        two_steps.subject = subject
        assert again(browser).status_code == 400
    assert browser.get(LINKING)["Location"].startswith(ASKED)


def test_once_more_leads_to_no_other_site_and_to_no_provider_that_is_not_linked(
    two_steps: SmallProvider,
) -> None:
    browser = silent_siri(two_steps)
    assert again(browser, "https://ond.example.org/")["Location"] == "/"
    LinkedIdentity.objects.all().delete()
    assert browser.get(AGAIN).status_code == 404
    assert browser.post(AGAIN).status_code == 404


def test_who_has_nothing_else_is_asked_by_way_of_the_provider(two_steps: SmallProvider) -> None:
    account = account_of(two_steps)
    account.set_unusable_password()
    account.save()
    two_steps.claims = hours_ago()
    browser = Browser()
    signs_in(browser)
    assert browser.get(APP)["Location"].startswith(AGAIN)
    two_steps.claims = {}
    again(browser, APP)
    assert heading_of(browser.get(APP)) == "Koder fra en app"


# What ends


def test_unlinking_ends_the_sessions_that_came_in_by_it(two_steps: SmallProvider) -> None:
    owner, account = siri_signed_in()
    links(owner, two_steps)
    thief, elsewhere = Browser(), Browser()
    signs_in(thief)
    elsewhere.force_login(account)
    owner.post(LINKING, {"unlink": "idporten"})
    assert (is_in(thief), is_in(elsewhere), is_in(owner)) == (False, True, True)


def test_who_unlinks_in_a_session_of_that_provider_stays_in_it(two_steps: SmallProvider) -> None:
    SoftPasskey(account_of(two_steps))
    here, there = Browser(), Browser()
    signs_in(here)
    signs_in(there)
    here.post(LINKING, {"unlink": "idporten"})
    assert (is_in(here), is_in(there)) == (True, False)


def test_another_sign_in_in_its_place_ends_the_sessions_of_the_first(
    two_steps: SmallProvider,
) -> None:
    owner, _account = siri_signed_in()
    links(owner, two_steps)
    thief = Browser()
    signs_in(thief)
    two_steps.subject = "ny"
    links(owner, two_steps)
    assert (is_in(thief), is_in(owner)) == (False, True)


def resets(account: Account) -> None:
    # A link in a mail holds until the next sign-in, so it is made after the last one.
    account.refresh_from_db()
    key = default_token_generator.make_token(account)
    browser = Browser()
    address = browser.get(f"/passord/nytt/{user_pk_to_url_str(account)}-{key}/")["Location"]
    new = "en helt ny setning"
    assert browser.post(address, {"password1": new, "password2": new}).status_code == 302


def test_a_new_password_by_mail_unlinks_and_ends_what_came_in(two_steps: SmallProvider) -> None:
    owner, account = siri_signed_in()
    links(owner, two_steps)
    thief = Browser()
    signs_in(thief)
    resets(account)
    assert not LinkedIdentity.objects.exists()
    assert not is_in(thief)
    assert signs_in(Browser()).status_code == 403
    with inside(INSTALLATION):
        (entry,) = Entry.objects.filter(verb="unlink sign-in")
    assert entry.purpose == "idporten"
    account.refresh_from_db()
    owner.force_login(account)
    page = owner.get("/konto/innlogginger/").content.decode()
    assert "Koblingen til ID-porten ble fjernet" in page


def test_a_mailbox_does_not_take_away_the_only_second_step(two_steps: SmallProvider) -> None:
    account = account_of(two_steps, Role.COORDINATOR)
    resets(account)
    assert LinkedIdentity.objects.exists()
    thief = Browser()
    thief.post("/logg-inn/", {"login": "siri@example.org", "password": "en helt ny setning"})
    assert thief.get(APP)["Location"] == TWO


def test_a_changed_password_keeps_the_links(two_steps: SmallProvider) -> None:
    browser, account = siri_signed_in()
    account.set_password(PASSWORD)
    account.save()
    browser.force_login(account)
    links(browser, two_steps)
    new = "en helt ny setning"
    browser.post("/konto/passord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert LinkedIdentity.objects.filter(account=account).exists()
    with inside(INSTALLATION):
        told = [each.template for each in Message.objects.all()]
    assert told == ["sign_in_changed"] * 2  # of the link, and of the password


def test_only_the_system_forgets_all_links(two_steps: SmallProvider) -> None:
    account = account_of(two_steps)
    with pytest.raises(Refusal):
        actions.forget_identities(by=Viewer(account_id=account.id), account=account)
