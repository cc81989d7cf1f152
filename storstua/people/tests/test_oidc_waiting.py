"""How long a provider may take, what is remembered of its silence, and what is counted."""

from datetime import timedelta
from time import monotonic
from typing import Any

import jwt
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.models import Attempts
from storstua.base.tenancy import INSTALLATION, inside
from storstua.people.oidc import fetching, going
from storstua.people.tests.browsing import Browser
from storstua.people.tests.elsewhere import (
    account_of,
    comes_back,
    is_in,
    links,
    said,
    sets_out,
    signs_in,
    siri_signed_in,
    visits,
)
from storstua.people.tests.elsewhere import going as led_on
from storstua.people.tests.small_provider import SmallProvider

pytestmark = pytest.mark.django_db
METADATA = "/.well-known/openid-configuration"
BACK = "/logg-inn/tilbake/idporten/"
NOT_PROVEN = "Innloggingen gikk ikke"


def paths(provider: SmallProvider) -> list[str]:
    return [path for path, _asked in provider.asked]


@pytest.fixture
def depths(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many transactions were open each time the provider was asked."""
    found: list[int] = []
    ask = fetching._ask

    def noted(*args: Any) -> Any:
        found.append(len(connection.savepoint_ids))
        return ask(*args)

    monkeypatch.setattr(fetching, "_ask", noted)
    return found


def test_no_transaction_is_open_while_a_provider_is_asked(
    provider: SmallProvider, depths: list[int]
) -> None:
    provider.metadata = {"require_pushed_authorization_requests": True}
    account_of(provider)
    outside = len(connection.savepoint_ids)
    browser = Browser()
    signs_in(browser)
    assert is_in(browser)
    assert depths == [outside] * 4  # metadata, the question handed in, token, keys


def test_no_transaction_is_open_when_somebody_links(
    provider: SmallProvider, depths: list[int]
) -> None:
    outside = len(connection.savepoint_ids)
    browser, _account = siri_signed_in()
    links(browser, provider)
    assert depths == [outside] * 3


@pytest.mark.parametrize("path", [METADATA, "/token", "/jwks"])
@pytest.mark.parametrize("how", ["silent", "drips"])
def test_a_provider_that_does_not_come_to_the_point_is_not_waited_for(
    provider: SmallProvider, monkeypatch: pytest.MonkeyPatch, path: str, how: str
) -> None:
    account_of(provider)
    browser = Browser()
    back = visits(sets_out(browser))
    cache.clear()
    monkeypatch.setattr(fetching, "SECONDS", 0.4)
    if how == "drips":
        provider.drips = path
    else:
        provider.slow = {path: 2.0}
    began = monotonic()
    answer = comes_back(browser, back)
    assert monotonic() - began < 1.9
    assert (answer.status_code, said(answer)) == (400, NOT_PROVEN)


def test_all_that_is_asked_on_one_way_back_has_one_end(
    provider: SmallProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_of(provider)
    browser = Browser()
    back = visits(sets_out(browser))
    cache.clear()
    monkeypatch.setattr(fetching, "SECONDS", 1.2)
    provider.slow = {METADATA: 0.5, "/token": 0.5, "/jwks": 0.5}
    assert comes_back(browser, back).status_code == 400
    provider.slow = {}
    assert signs_in(browser).status_code == 302


@pytest.mark.parametrize(
    "lie", [{"broken": METADATA}, {"metadata": {"issuer": "https://idporten.no"}}]
)
def test_what_did_not_answer_is_left_alone_for_half_a_minute(
    provider: SmallProvider, lie: dict[str, Any]
) -> None:
    for name, value in lie.items():
        setattr(provider, name, value)
    with time_machine.travel(clock.now(), tick=False) as travelling:
        for _each in range(3):
            assert Browser().post("/logg-inn/med/idporten/").status_code == 400
        assert paths(provider) == [METADATA]
        provider.broken, provider.metadata = "", {}
        travelling.shift(timedelta(seconds=31))
        assert sets_out(Browser()).startswith(provider.issuer)


def test_keys_asked_for_anew_in_vain_leave_the_old_ones(provider: SmallProvider) -> None:
    account_of(provider)
    assert signs_in(Browser()).status_code == 302
    provider.signs, provider.broken = _by_unknown_key, "/jwks"
    assert signs_in(Browser()).status_code == 400
    assert paths(provider).count("/jwks") == 2
    provider.signs = None
    assert signs_in(Browser()).status_code == 302


def _by_unknown_key(provider: SmallProvider, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, provider.private, "RS256", headers={"kid": "k2"})


@pytest.mark.parametrize(
    "address", ["https://x.example:abc/", "https://[x/", "https://" + "ø" * 70, "https:///x", ""]
)
def test_an_address_that_is_none_is_a_calm_page(provider: SmallProvider, address: str) -> None:
    account_of(provider)
    browser = Browser()
    back = visits(sets_out(browser))
    cache.clear()
    provider.metadata = {"token_endpoint": address}
    answer = comes_back(browser, back)
    assert (answer.status_code, said(answer)) == (400, NOT_PROVEN)


# What is counted


def with_wrong_code(browser: Browser) -> Any:
    return comes_back(browser, visits(sets_out(browser)).replace("code=", "code=x"))


def test_wrong_codes_are_counted_and_stopped_for_this_network(provider: SmallProvider) -> None:
    account_of(provider)
    for _each in range(30):
        assert with_wrong_code(Browser()).status_code == 400
    assert signs_in(Browser()).status_code == 429
    assert signs_in(Browser(REMOTE_ADDR="198.51.100.7")).status_code == 302
    assert Browser().get(f"{BACK}?code=x&state=y").status_code == 400


@pytest.mark.parametrize(("code", "is_handed_on"), [("x" * 4097, False), ("%00", True)])
def test_an_odd_code_is_a_calm_page(provider: SmallProvider, code: str, is_handed_on: bool) -> None:
    browser = Browser()
    back = visits(sets_out(browser)).replace("code=", f"code={code}")
    answer = comes_back(browser, back)
    assert (answer.status_code, said(answer)) == (400, NOT_PROVEN)
    assert ("/token" in paths(provider)) is is_handed_on


def test_wrong_codes_and_wrong_links_are_counted_apart(provider: SmallProvider) -> None:
    account_of(provider)
    for _each in range(30):
        Browser().get("/invitasjon/feil/")
    assert Browser().get("/invitasjon/feil/").status_code == 429
    assert signs_in(Browser()).status_code == 302


def _no_errand(provider: SmallProvider) -> Any:
    return Browser().get(f"{BACK}?code=x&state=y")


def _other_state(provider: SmallProvider) -> Any:
    browser = Browser()
    return comes_back(browser, visits(sets_out(browser)).replace("state=", "state=x"))


def _false_token(provider: SmallProvider) -> Any:
    provider.claims = {"nonce": "x"}
    answer = signs_in(Browser())
    provider.claims = {}
    return answer


def _bad_client(provider: SmallProvider) -> Any:
    provider.refuses = 401
    answer = signs_in(Browser())
    provider.refuses = 0
    return answer


@pytest.mark.parametrize("come", [_no_errand, _other_state, _false_token, _bad_client])
def test_ways_back_that_guess_nothing_stop_nobody(provider: SmallProvider, come: Any) -> None:
    account_of(provider)
    for _each in range(31):
        assert come(provider).status_code == 400
    assert signs_in(Browser()).status_code == 302


def test_ways_back_without_an_errand_fill_no_log(provider: SmallProvider) -> None:
    assert _no_errand(provider).status_code == 400
    with inside(INSTALLATION, using="audit"):
        assert not Entry.objects.using("audit").exists()


def test_a_whole_hospital_sets_out_from_one_address_and_a_flood_does_not(
    provider: SmallProvider,
) -> None:
    with time_machine.travel(clock.now(), tick=False):
        assert sets_out(Browser()).startswith(provider.issuer)
        row = Attempts.objects.get(bucket__startswith="oidc:")
        Attempts.objects.filter(pk=row.pk).update(count=998)
        assert sets_out(Browser()).startswith(provider.issuer)
        assert sets_out(Browser()).startswith(provider.issuer)
        assert Browser().post("/logg-inn/med/idporten/").status_code == 429
    assert going.STARTS.count == 1000


def test_an_errand_stands_until_its_way_back(provider: SmallProvider) -> None:
    browser = Browser()
    page = browser.post("/logg-inn/med/idporten/")
    assert browser.session["oidc"]["state"] in led_on(page)
