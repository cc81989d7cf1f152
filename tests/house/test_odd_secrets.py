"""Big or odd secrets hurt nobody: refused in words before anything is computed (promise G21)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import MD5PasswordHasher

from storstua import vault
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_person
from storstua.people.tests.soft_passkey import SoftPasskey
from storstua.roles import actions as roles
from tests.house.guessers import PASSWORD, Owner, second_step
from tests.house.test_guessing import table

pytestmark = pytest.mark.django_db
HUGE, NUL = "a" * 1_000_000, "en setning\0med noe i"
NESTED = "[" * 15_000
HANDLED = {
    "emoji": "👩‍👩‍👧 🌊 og en setning",
    "marks": "e\u0301o\u0308a\u030a og en setning",
    "deep": NESTED,
}
IN_ADDRESS = {"secret", "key"}
SENTENCE = re.compile(r"ds-validation-message|role=\"alert\"|ds-alert")

type Opened = tuple[Browser, str]


def anybody(address: str) -> Callable[[Owner], Opened]:
    return lambda owner: (Browser(), address)


def signed_in(address: str) -> Callable[[Owner], Opened]:
    return lambda owner: (owner.browser("192.0.2.1"), address)


def reset_link(owner: Owner) -> Opened:
    key = default_token_generator.make_token(owner.account)
    browser = Browser()
    link = f"/passord/nytt/{user_pk_to_url_str(owner.account)}-{key}/"
    return browser, browser.get(link)["Location"]


def invited(owner: Owner) -> Opened:
    organisation = make_organisation()
    by = Viewer.command_line(organisation.id)
    with inside(organisation, by=by):
        person = make_person(organisation)
        _row, secret = roles.invite(by=by, person=person, email="ny@example.org", role=Role.MEMBER)
    return Browser(), f"/invitasjon/{secret}/"


def without_password(owner: Owner) -> Opened:
    owner.account.set_unusable_password()
    owner.account.save()
    return owner.browser("192.0.2.1"), "/konto/passord/nytt/"


def without_app(owner: Owner) -> Opened:
    owner.account.authenticator_set.all().delete()
    browser = owner.browser("192.0.2.1")
    browser.get("/konto/to-trinn/app/")
    return browser, "/konto/to-trinn/app/"


def half_way(owner: Owner) -> Opened:
    browser = Browser()
    browser.post("/logg-inn/", {"login": owner.account.email, "password": PASSWORD})
    return browser, "/logg-inn/trinn-to/"


def with_passkey(owner: Owner) -> Opened:
    SoftPasskey(owner.account)
    return owner.browser("192.0.2.1"), "/konto/bekreft/passnokkel/"


OPENED: dict[str, Callable[[Owner], Opened]] = {
    "/invitasjon/<str:secret>/": invited,
    "/konto/bekreft/passnokkel/": with_passkey,
    "/konto/passord/nytt/": without_password,
    "/konto/to-trinn/app/": without_app,
    "/logg-inn/trinn-to/": half_way,
    "/passord/nytt/<base36:uidb36>-<str:key>/": reset_link,
}
# Read from the address: storstua/people/tests/test_oidc_waiting.py sends it odd ones.
BY_ADDRESS = "way-back"
FIELDS = [
    (line.split()[1], name)
    for line, kinds in table()
    for name in line.split()[2:]
    if name not in IN_ADDRESS and kinds != BY_ADDRESS
]
each_field = pytest.mark.parametrize(("address", "name"), FIELDS)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was hashed: passwords, and words."""
    found: list[str] = []
    encode, derive = MD5PasswordHasher.encode, vault.derive

    def encoded(hasher: Any, password: str, salt: str) -> str:
        found.append(password)
        return encode(hasher, password, salt)

    def derived(words: tuple[str, ...]) -> Any:
        found.append(" ".join(words))
        return derive(words)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encoded)
    monkeypatch.setattr(vault, "derive", derived)
    return found


def send(address: str, name: str, value: str, computed: list[str]) -> Any:
    owner = Owner.named("siri")
    reach = OPENED.get(address) or (signed_in if "/konto/" in address else anybody)(address)
    browser, path = reach(owner)
    typed = {"login": owner.account.email, "password": PASSWORD, "oldpassword": PASSWORD}
    typed |= {"password1": "en ny setning", "password2": "en ny setning"}
    if "trinn-to" in address or "bekreft" in address:
        typed = {}
    computed.clear()
    return browser.post(path, typed | {name: value}, follow=True)


@each_field
@pytest.mark.parametrize("value", [HUGE, NUL], ids=["huge", "nul"])
def test_a_secret_that_cannot_be_one_is_refused_and_never_hashed(address, name, value, computed):
    answer = send(address, name, value, computed)
    assert answer.status_code in {200, 422}
    assert SENTENCE.search(answer.content.decode())
    assert [each for each in computed if each != PASSWORD] == []


@each_field
@pytest.mark.parametrize("kind", HANDLED)
def test_an_odd_secret_is_answered_in_words(address, name, kind, computed):
    answer = send(address, name, HANDLED[kind], computed)
    assert answer.status_code in {200, 422}
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("secret", ["x" * 5000, "a%00b", "%F0%9F%8C%8A", "e%CC%81", "..%2F.."])
@pytest.mark.parametrize("address", ["/invitasjon/{}/", "/passord/nytt/1-{}/"])
def test_an_odd_secret_in_an_address_leads_nowhere(address, secret):
    answer = Browser().get(address.format(secret))
    assert answer.status_code in {200, 404}
    assert "<h1" in answer.content.decode()


def test_a_code_that_is_right_still_is():
    assert second_step(Owner.named("siri"), "192.0.2.1", True) == "in"
