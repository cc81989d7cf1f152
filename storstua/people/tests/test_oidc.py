"""Signing in by way of a provider, and all that a bad provider or a bad visitor may try."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.core.cache import cache

from storstua.audit.models import Entry, Kind
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
    REFRESH,
    account_of,
    comes_back,
    is_in,
    links,
    pem_of,
    said,
    sets_out,
    signs_in,
    siri_signed_in,
    visits,
)
from storstua.people.tests.factories import make_account
from storstua.people.tests.small_provider import (
    CLIENT,
    NATIONAL_NUMBER,
    SECRET,
    SmallProvider,
)
from storstua.people.tests.soft_passkey import SoftPasskey
from storstua.ui.tests.reading import heading_of

pytestmark = pytest.mark.django_db
NOT_PROVEN, UNKNOWN = "Innloggingen gikk ikke", "Vi kjenner ikke denne innloggingen"


def test_without_settings_there_is_no_button_and_no_address() -> None:
    assert "/logg-inn/med/" not in Browser().get("/logg-inn/").content.decode()
    assert Browser().post("/logg-inn/med/idporten/").status_code == 404
    assert Browser().get("/logg-inn/tilbake/idporten/?code=x&state=y").status_code == 404
    siri = Browser()
    siri.force_login(make_account())
    assert siri.get("/konto/andre-innlogginger/").status_code == 404
    assert "andre-innlogginger" not in siri.get("/konto/").content.decode()


def test_who_has_linked_it_comes_in_and_goes_where_they_wanted(provider: SmallProvider) -> None:
    account_of(provider)
    browser = Browser()
    assert "Logg inn med ID-porten" in browser.get("/logg-inn/").content.decode()
    answer = signs_in(browser, "/konto/sprak/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/sprak/")
    assert is_in(browser)


def test_the_question_carries_proofs_and_asks_for_nothing_about_the_person(
    provider: SmallProvider, settings: Any
) -> None:
    settings.IDENTITY_PROVIDERS["idporten"]["ask_level"] = "idporten-loa-high"
    asked = {
        name: found[0] for name, found in parse_qs(urlsplit(sets_out(Browser())).query).items()
    }
    assert {len(asked.pop(name)) for name in ("state", "nonce", "code_challenge")} == {43}
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": "http://testserver/logg-inn/tilbake/idporten/",
        "scope": "openid",
        "code_challenge_method": "S256",
        "acr_values": "idporten-loa-high",
    }


def test_no_page_may_send_a_form_elsewhere(provider: SmallProvider) -> None:
    for answer in (Browser().get("/logg-inn/"), Browser().post("/logg-inn/med/idporten/")):
        assert provider.issuer not in answer.headers["Content-Security-Policy"]
        assert "form-action 'self';" in answer.headers["Content-Security-Policy"]


def test_a_stranger_is_not_made_known_and_no_mail_address_is_believed(
    provider: SmallProvider,
) -> None:
    make_account("siri@example.org")
    provider.claims = {"email_verified": True}
    browser = Browser()
    answer = signs_in(browser)
    assert (answer.status_code, said(answer)) == (403, UNKNOWN)
    assert not is_in(browser)
    assert (Account.objects.count(), LinkedIdentity.objects.count()) == (1, 0)


def test_a_shut_account_stays_shut(provider: SmallProvider) -> None:
    Account.objects.filter(id=account_of(provider).id).update(is_active=False)
    browser = Browser()
    assert signs_in(browser)["Location"] == "/konto/sperret/"
    assert not is_in(browser)


def test_roles_are_held_back_until_the_second_step(provider: SmallProvider) -> None:
    account_of(provider, Role.COORDINATOR)
    browser = Browser()
    signs_in(browser)
    assert browser.get("/havblikk/i-dag/")["Location"].startswith("/konto/to-trinn/")


@pytest.mark.parametrize(
    ("level", "comes_in"),
    [("idporten-loa-substantial", True), ("idporten-loa-high", True), ("idporten-loa-low", False)],
)
def test_a_level_that_the_settings_name_is_the_second_step(
    provider: SmallProvider, settings: Any, level: str, comes_in: bool
) -> None:
    named = "idporten-loa-substantial,idporten-loa-high"
    settings.IDENTITY_PROVIDERS["idporten"]["second_step"] = named
    SoftPasskey(account_of(provider, Role.COORDINATOR))
    provider.level = level
    browser = Browser()
    answer = signs_in(browser)
    assert answer["Location"] == ("/konto/" if comes_in else "/logg-inn/trinn-to/")
    page = browser.get("/havblikk/i-dag/")
    assert page.status_code == (200 if comes_in else 302)


def test_without_a_named_level_the_second_step_that_is_set_up_is_asked_for(
    provider: SmallProvider,
) -> None:
    SoftPasskey(account_of(provider))
    browser = Browser()
    assert signs_in(browser)["Location"] == "/logg-inn/trinn-to/"
    assert not is_in(browser)


def test_the_level_may_stand_in_another_claim(provider: SmallProvider, settings: Any) -> None:
    config = settings.IDENTITY_PROVIDERS.pop("idporten")
    settings.IDENTITY_PROVIDERS = {"helseid": {**config, "second_step": "4"}}
    account_of(provider, Role.COORDINATOR)
    provider.claims = {"helseid://claims/identity/security_level": "4"}
    browser = Browser()
    page = browser.post("/logg-inn/med/helseid/").content.decode()
    found = REFRESH.search(page)
    assert found
    comes_back(browser, visits(unescape(found[1])))
    assert heading_of(browser.get("/havblikk/i-dag/")) == "I dag"


def _none(_provider: SmallProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, None, "none", headers={"kid": "k1"})


def _other_key(_provider: SmallProvider, claims: dict[str, Any]) -> str:
    other = rsa.generate_private_key(65537, 2048)
    return jwt.encode(claims, other, "RS256", headers={"kid": "k1"})


def _unknown_key(provider: SmallProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, provider.private, "RS256", headers={"kid": "k2"})


def _with_our_secret(_provider: SmallProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, SECRET * 2, "HS256", headers={"kid": "k1"})


def _changed(provider: SmallProvider, claims: dict[str, Any]) -> str:
    token = jwt.encode(claims, provider.private, "RS256", headers={"kid": "k1"})
    first, _middle, last = token.split(".")
    other = jwt.encode({**claims, "sub": "x"}, "k" * 32, "HS256").split(".")[1]
    return ".".join((first, other, last))


NOW = clock.now
LIES: dict[str, dict[str, Any]] = {
    "shown in the future": {"claims": {"auth_time": 4_000_000_000}},
    "shown at no time": {"claims": {"auth_time": float("nan")}},
    "shown in words": {"claims": {"auth_time": "now"}},
    "shown truly": {"claims": {"auth_time": True}},
    "other nonce": {"claims": {"nonce": "x" * 43}},
    "no nonce": {"without": ("nonce",)},
    "for somebody else": {"claims": {"aud": "somebody"}},
    "for several, given to another": {"claims": {"aud": [CLIENT, "x"], "azp": "x"}},
    "for several, given to nobody": {"claims": {"aud": [CLIENT, "x"]}},
    "from another": {"claims": {"iss": "https://idporten.no"}},
    "no issuer": {"without": ("iss",)},
    "over": {"claims": {"exp": 1_700_000_000}},
    "never over": {"without": ("exp",)},
    "old": {"claims": {"iat": 1_700_000_000}},
    "from the future": {"claims": {"iat": 4_000_000_000}},
    "nobody": {"without": ("sub",)},
    "empty name": {"claims": {"sub": ""}},
    "name too long": {"claims": {"sub": "x" * 256}},
    "name that is no text": {"claims": {"sub": 7}},
    "unsigned": {"signs": _none},
    "signed with another key": {"signs": _other_key},
    "signed with a key nobody knows": {"signs": _unknown_key},
    "signed with what both know": {"signs": _with_our_secret},
    "changed": {"signs": _changed},
    "no token": {"signs": lambda _provider, _claims: ""},
    "nonsense": {"signs": lambda _provider, _claims: "a.b"},
    "huge": {"signs": lambda _provider, _claims: "a" * 20_000},
    "keys of another kind": {"jwks": {"keys": [{"kty": "oct", "k": "eA", "kid": "k1"}]}},
    "broken keys": {"jwks": {"keys": [{"kty": "RSA", "kid": "k1"}, 7]}},
    "no keys": {"jwks": {"keys": "x"}},
    "other name": {"metadata": {"issuer": "https://idporten.no"}},
    "keys without https": {"metadata": {"jwks_uri": "http://192.0.2.1/jwks"}},
    "code never given": {"back": {"code": "x"}},
    "no code": {"back": {"code": ""}},
    "other state": {"back": {"state": "x"}},
    "no state": {"back": {"state": ""}},
    "answer of another": {"back": {"iss": "https://ond.example.org"}},
    "an error": {"back": {"error": "server_error"}},
    "silent about itself": {
        "metadata": {"authorization_response_iss_parameter_supported": True},
        "back": {"iss": ""},
    },
    "tokens broken": {"broken": "/token"},
    "keys broken": {"broken": "/jwks"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_calmly(provider: SmallProvider, lie: str) -> None:
    account_of(provider)
    browser = Browser()
    lied = LIES[lie]
    late = {name: lied[name] for name in lied if name != "metadata"}
    address = sets_out(browser)
    for name, value in late.items():
        setattr(provider, name, value)
    if "metadata" in lied:
        cache.clear()
        provider.metadata = lied["metadata"]
    answer = comes_back(browser, visits(address))
    assert (answer.status_code, said(answer)) == (400, NOT_PROVEN)
    assert not is_in(browser)
    with inside(INSTALLATION, using="audit"):
        entry = Entry.objects.using("audit").get(kind=Kind.REFUSAL, verb="sign in")
    assert entry.purpose.startswith("idporten: ")


def test_the_page_speaks_the_language_of_the_reader(provider: SmallProvider) -> None:
    browser = Browser(headers={"accept-language": "de"})
    address = sets_out(browser)
    provider.claims = {"nonce": "x"}
    assert said(comes_back(browser, visits(address))) == "Die Anmeldung hat nicht geklappt"


@pytest.mark.parametrize(
    "lie",
    [
        {"broken": "/.well-known/openid-configuration"},
        {"metadata": {"issuer": "https://idporten.no"}},
        {"metadata": {"authorization_endpoint": "javascript:alert(1)"}},
        {"metadata": {"authorization_endpoint": "http://192.0.2.1/"}},
        {"metadata": {"require_pushed_authorization_requests": True}, "broken": "/par"},
    ],
)
def test_a_provider_that_is_not_itself_is_not_gone_to(
    provider: SmallProvider, lie: dict[str, Any]
) -> None:
    for name, value in lie.items():
        setattr(provider, name, value)
    answer = Browser().post("/logg-inn/med/idporten/")
    assert (answer.status_code, said(answer)) == (400, NOT_PROVEN)


def test_a_way_back_is_good_once(provider: SmallProvider) -> None:
    account_of(provider)
    browser = Browser()
    back = visits(sets_out(browser))
    assert comes_back(browser, back).status_code == 302
    assert "oidc" not in browser.session
    browser.post("/logg-ut/")
    assert comes_back(browser, back).status_code == 400
    assert not is_in(browser)


def test_a_code_that_was_used_opens_nothing_on_another_errand(provider: SmallProvider) -> None:
    account_of(provider)
    thief, owner = Browser(), Browser()
    seen = visits(sets_out(owner))
    comes_back(owner, seen)
    state = parse_qs(urlsplit(sets_out(thief)).query)["state"][0]
    code = parse_qs(urlsplit(seen).query)["code"][0]
    forged = urlencode({"code": code, "state": state, "iss": provider.issuer})
    assert comes_back(thief, f"/logg-inn/tilbake/idporten/?{forged}").status_code == 400
    assert not is_in(thief)


def test_a_code_that_was_seen_on_its_way_opens_nothing_for_another_browser(
    provider: SmallProvider,
) -> None:
    account_of(provider)
    thief, owner = Browser(), Browser()
    code = parse_qs(urlsplit(visits(sets_out(owner))).query)["code"][0]
    state = parse_qs(urlsplit(sets_out(thief)).query)["state"][0]
    forged = urlencode({"code": code, "state": state, "iss": provider.issuer})
    assert comes_back(thief, f"/logg-inn/tilbake/idporten/?{forged}").status_code == 400
    assert not is_in(thief)


def test_nobody_is_signed_in_by_a_link_of_somebody_else(provider: SmallProvider) -> None:
    account_of(provider)
    thief, victim = Browser(), Browser()
    assert comes_back(victim, visits(sets_out(thief))).status_code == 400
    assert not is_in(victim)


def test_an_answer_to_one_provider_is_not_believed_at_the_address_of_another(
    provider: SmallProvider, settings: Any
) -> None:
    account_of(provider)
    config = settings.IDENTITY_PROVIDERS["idporten"]
    settings.IDENTITY_PROVIDERS["google"] = {**config}
    browser = Browser()
    back = visits(sets_out(browser)).replace("tilbake/idporten", "tilbake/google")
    assert comes_back(browser, back).status_code == 400
    assert not is_in(browser)


def test_an_errand_is_over_after_a_quarter_of_an_hour(provider: SmallProvider) -> None:
    account_of(provider)
    browser = Browser()
    with time_machine.travel(clock.now(), tick=False) as travelling:
        address = sets_out(browser)
        travelling.shift(timedelta(minutes=16))
        assert comes_back(browser, visits(address)).status_code == 400


@pytest.mark.parametrize(
    "onward", ["https://ond.example.org/", "//ond.example.org", "javascript:x", "/\\ond.example"]
)
def test_nobody_is_led_elsewhere_afterwards(provider: SmallProvider, onward: str) -> None:
    account_of(provider)
    assert signs_in(Browser(), onward)["Location"] == "/"


def test_the_way_back_leads_to_no_other_host(provider: SmallProvider) -> None:
    answer = Browser().post("/logg-inn/med/idporten/", headers={"host": "ond.example.org"})
    assert answer.status_code == 400
    assert "ond.example.org" not in str(provider.asked)


def test_setting_out_takes_a_form_of_our_own(provider: SmallProvider) -> None:
    assert Browser(enforce_csrf_checks=True).post("/logg-inn/med/idporten/").status_code == 403
    assert Browser().get("/logg-inn/med/idporten/").status_code == 405


def test_who_gives_up_there_is_back_at_sign_in(provider: SmallProvider) -> None:
    browser = Browser()
    provider.back = {"error": "access_denied", "code": ""}
    answer = comes_back(browser, visits(sets_out(browser)))
    assert (answer.status_code, answer["Location"]) == (302, "/logg-inn/")


def test_new_keys_of_the_provider_are_asked_for_at_most_once_a_minute(
    provider: SmallProvider,
) -> None:
    account_of(provider)
    signs_in(Browser())
    provider.signs = _unknown_key
    provider.asked.clear()
    for _each in range(3):
        signs_in(Browser())
    assert [path for path, _asked in provider.asked].count("/jwks") == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: rsa.generate_private_key(65537, 2048),
        lambda: ec.generate_private_key(ec.SECP256R1()),
    ],
    ids=["RSA", "EC"],
)
def test_a_signed_word_shows_who_asks_and_the_question_is_handed_in(
    provider: SmallProvider, settings: Any, tmp_path: Any, make: Callable[[], Any]
) -> None:
    private = provider.private = make()
    (tmp_path / "key.pem").write_bytes(pem_of(private))
    config = settings.IDENTITY_PROVIDERS["idporten"]
    settings.IDENTITY_PROVIDERS["idporten"] = {
        "issuer": config["issuer"],
        "client_id": CLIENT,
        "key_file": str(tmp_path / "key.pem"),
        "key_id": "vår",
    }
    account_of(provider)
    provider.metadata = {"require_pushed_authorization_requests": True}
    provider.client_key = private.public_key()
    browser = Browser()
    address = sets_out(browser)
    assert set(parse_qs(urlsplit(address).query)) == {"client_id", "request_uri"}
    assert comes_back(browser, visits(address)).status_code == 302
    assert is_in(browser)
    (shown, *_rest) = [asked for path, asked in provider.asked if path == "/token"]
    assert jwt.get_unverified_header(shown["client_assertion"])["kid"] == "vår"


def test_a_secret_goes_into_the_form_when_the_provider_wants_it_there(
    provider: SmallProvider,
) -> None:
    account_of(provider)
    provider.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert signs_in(Browser()).status_code == 302


def test_the_owner_links_a_sign_in_sees_it_and_takes_it_away(provider: SmallProvider) -> None:
    browser, account = siri_signed_in()
    answer = links(browser, provider)
    assert answer["Location"] == "/konto/andre-innlogginger/"
    for page in ("/konto/andre-innlogginger/", "/konto/innlogginger/"):
        assert "Koblet til" in browser.get(page).content.decode()
    assert signs_in(Browser())["Location"] == "/logg-inn/trinn-to/"
    browser.post("/konto/andre-innlogginger/", {"unlink": "idporten"})
    assert not LinkedIdentity.objects.filter(account=account).exists()
    assert signs_in(Browser()).status_code == 403
    with inside(INSTALLATION):
        assert [each.template for each in Message.objects.all()] == ["sign_in_changed"] * 2
        verbs = Entry.objects.filter(kind=Kind.CHANGE).values_list("verb", flat=True)
        assert {"link sign-in", "unlink sign-in"} <= set(verbs)


def test_linking_asks_the_provider_who_sits_here_now(provider: SmallProvider) -> None:
    browser, _account = siri_signed_in()
    links(browser, provider)
    asked = next(asked for path, asked in provider.asked if path == "/authorize")
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")


def test_linking_asks_again_who_it_is(provider: SmallProvider) -> None:
    browser, _account = siri_signed_in()
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        answer = browser.post("/konto/andre-innlogginger/", {"link": "idporten"})
    assert answer["Location"].startswith("/konto/bekreft/")


def test_neither_name_nor_number_of_the_provider_is_stored(provider: SmallProvider) -> None:
    browser, _account = siri_signed_in()
    links(browser, provider)
    row = LinkedIdentity.objects.get()
    stored = f"{vars(row)} {browser.session.items()}"
    for told in (provider.subject, NATIONAL_NUMBER, provider.issuer):
        assert told not in stored


def test_a_sign_in_that_opens_another_account_is_not_linked_twice(provider: SmallProvider) -> None:
    first = account_of(provider)
    ola, browser = make_account("ola@example.org"), Browser()
    SoftPasskey(ola)
    browser.force_login(ola)
    links(browser, provider)
    assert LinkedIdentity.objects.get().account == first
    page = browser.get("/konto/andre-innlogginger/").content.decode()
    assert "koblet til en annen konto" in page


def test_of_two_who_link_the_same_sign_in_at_once_one_is_told_no(
    provider: SmallProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = account_of(provider)
    ola, browser = make_account("ola@example.org"), Browser()
    SoftPasskey(ola)
    browser.force_login(ola)
    # What Ola's transaction sees before the other one is through.
    monkeypatch.setattr(queries, "account_behind", lambda _lookup: None)
    assert links(browser, provider)["Location"] == "/konto/andre-innlogginger/"
    page = browser.get("/konto/andre-innlogginger/").content.decode()
    assert "koblet til en annen konto" in page
    assert LinkedIdentity.objects.get().account == first


def test_what_was_begun_in_one_account_is_not_linked_to_the_next(provider: SmallProvider) -> None:
    browser, _account = siri_signed_in()
    page = browser.post("/konto/andre-innlogginger/", {"link": "idporten"}).content.decode()
    found = REFRESH.search(page)
    assert found
    errand = browser.session["oidc"]
    browser.logout()
    browser.force_login(make_account("ola@example.org"))
    session = browser.session
    session["oidc"] = errand
    session.save()
    assert comes_back(browser, visits(unescape(found[1]))).status_code == 400
    assert not LinkedIdentity.objects.exists()


def test_another_sign_in_at_the_same_provider_takes_the_place_of_the_first(
    provider: SmallProvider,
) -> None:
    browser, account = siri_signed_in()
    links(browser, provider)
    provider.subject = "ny"
    links(browser, provider)
    links(browser, provider)
    row = LinkedIdentity.objects.get()
    assert row.lookup == queries.identity_lookup(provider.issuer, "ny")
    assert row.account == account


def test_the_last_way_in_is_not_taken_away(provider: SmallProvider) -> None:
    account = account_of(provider)
    account.set_unusable_password()
    account.save()
    by = Viewer(account_id=account.id)
    with pytest.raises(Refusal):
        actions.unlink_identity(by=by, account=account, provider="idporten")
    browser = Browser()
    browser.force_login(account)
    browser.post("/konto/andre-innlogginger/", {"unlink": "idporten"})
    assert LinkedIdentity.objects.exists()
    TOTP.activate(account, generate_totp_secret())
    with pytest.raises(Refusal, match="Uten denne"):
        actions.unlink_identity(by=by, account=account, provider="idporten")
    SoftPasskey(account)
    actions.unlink_identity(by=by, account=account, provider="idporten")
    assert not LinkedIdentity.objects.exists()
    actions.unlink_identity(by=by, account=account, provider="idporten")


def test_nobody_changes_the_sign_ins_of_another(provider: SmallProvider) -> None:
    account = account_of(provider)
    by = Viewer(account_id=account.id + 1)
    with pytest.raises(Refusal):
        actions.unlink_identity(by=by, account=account, provider="idporten")
    with pytest.raises(Refusal):
        actions.link_identity(by=by, account=account, provider="idporten", lookup="x")


def test_help_with_a_lost_second_step_takes_the_sign_ins_elsewhere_too(
    provider: SmallProvider,
) -> None:
    account = account_of(provider)
    actions.forget_second_factor(by=Viewer.command_line(), account=account, because="asked for")
    assert not LinkedIdentity.objects.exists()


def test_who_has_come_in_is_not_sent_to_sign_in_again(provider: SmallProvider) -> None:
    account_of(provider)
    browser = Browser()
    back = visits(sets_out(browser))
    errand = browser.session["oidc"]
    browser.force_login(make_account("ola@example.org"))
    assert browser.post("/logg-inn/med/idporten/")["Location"] == "/konto/"
    session = browser.session
    session["oidc"] = errand
    session.save()
    comes_back(browser, back)
    assert "ola@example.org" in browser.get("/konto/").content.decode()
