"""One try at each address that takes a secret: right or wrong, for someone, from somewhere."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import override_settings

from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions, queries
from storstua.people.models import Account, LinkedIdentity
from storstua.people.tests.browsing import Browser
from storstua.people.tests.elsewhere import comes_back, sets_out, visits
from storstua.people.tests.factories import make_account, make_person
from storstua.people.tests.small_provider import named, running
from storstua.people.tests.soft_passkey import SoftPasskey
from storstua.roles import actions as roles

PASSWORD = "en lang setning"
STOPPED = ("prøvd for mange ganger", "mange forsøk på kort tid")
SECRET = re.compile(r'<span class="code">([A-Z2-7 ]{39})</span>')
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@dataclass
class Owner:
    """Someone with an account, an app for codes and a passkey."""

    account: Account
    secret: str = field(default_factory=generate_totp_secret)

    @classmethod
    def named(cls, name: str, has_app: bool = True) -> Self:
        owner = cls(make_account(f"{name}@example.org", password=PASSWORD))
        if has_app:
            TOTP.activate(owner.account, owner.secret)
        return owner

    def code(self) -> str:
        return code_of(self.secret)

    def browser(self, network: str) -> Browser:
        browser = Browser(REMOTE_ADDR=network)
        browser.force_login(self.account)
        return browser


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def said(answer: Any, came_in: bool) -> str:
    """How a try ended: "in", "wrong" or "stopped"."""
    text = answer.content.decode()
    if answer.status_code == 429 or any(each in text for each in STOPPED):
        return "stopped"
    return "in" if came_in else "wrong"


def sign_in(owner: Owner, network: str, right: bool) -> str:
    typed = {"login": owner.account.email, "password": PASSWORD if right else "feil setning"}
    answer = Browser(REMOTE_ADDR=network).post("/logg-inn/", typed)
    return said(answer, answer.status_code == 302)


def second_step(owner: Owner, network: str, right: bool) -> str:
    browser = _after_password(owner, network)
    answer = browser.post("/logg-inn/trinn-to/", {"code": owner.code() if right else "000000"})
    return said(answer, answer.status_code == 302)


def second_step_by_passkey(owner: Owner, network: str, right: bool) -> str:
    passkey = _passkey(owner)
    browser = _after_password(owner, network)
    browser.get("/logg-inn/trinn-to/")
    typed = passkey.answer(browser.session["mfa.webauthn.state"]["challenge"], right=right)
    answer = browser.post("/logg-inn/trinn-to/", {"credential": typed})
    return said(answer, answer.status_code == 302)


def passkey_alone(owner: Owner, network: str, right: bool) -> str:
    passkey, browser = _passkey(owner), Browser(REMOTE_ADDR=network)
    browser.get("/logg-inn/passnokkel/", headers={"accept": "application/json"})
    typed = passkey.answer(browser.session["mfa.webauthn.state"]["challenge"], right=right)
    answer = browser.post("/logg-inn/passnokkel/", {"credential": typed}, follow=True)
    return said(answer, browser.get("/konto/").status_code == 200)


def password_again(owner: Owner, network: str, right: bool) -> str:
    typed = {"password": PASSWORD if right else "feil setning"}
    answer = owner.browser(network).post("/konto/bekreft/?next=/konto/", typed)
    return said(answer, answer.status_code == 302)


def code_again(owner: Owner, network: str, right: bool) -> str:
    typed = {"code": owner.code() if right else "000000"}
    answer = owner.browser(network).post("/konto/bekreft/kode/?next=/konto/", typed)
    return said(answer, answer.status_code == 302)


def passkey_again(owner: Owner, network: str, right: bool) -> str:
    passkey, browser = _passkey(owner), owner.browser(network)
    address = "/konto/bekreft/passnokkel/?next=/konto/sprak/"
    browser.get(address)
    typed = passkey.answer(browser.session["mfa.webauthn.state"]["challenge"], right=right)
    answer = browser.post(address, {"credential": typed})
    came_in = answer["Location"] == "/konto/sprak/"
    return said(browser.get("/konto/") if not came_in else answer, came_in)


def change_password(owner: Owner, network: str, right: bool) -> str:
    typed = {"oldpassword": PASSWORD if right else "feil setning"}
    typed |= {"password1": PASSWORD, "password2": PASSWORD}
    answer = owner.browser(network).post("/konto/passord/", typed)
    return said(answer, answer.status_code == 302)


def first_code(owner: Owner, network: str, right: bool) -> str:
    Authenticator.objects.filter(user=owner.account).delete()
    browser = owner.browser(network)
    shown = SECRET.search(browser.get("/konto/to-trinn/app/").content.decode())
    assert shown
    code = code_of(shown[1].replace(" ", "")) if right else "000000"
    answer = browser.post("/konto/to-trinn/app/", {"code": code})
    return said(answer, answer.status_code == 302)


def forgotten_password(owner: Owner, network: str, right: bool) -> str:
    """Each is counted: there is no right one."""
    answer = Browser(REMOTE_ADDR=network).post("/passord/glemt/", {"email": owner.account.email})
    ended = said(answer, answer.status_code == 302)
    return "wrong" if ended == "in" and not right else ended


def new_password(owner: Owner, network: str, right: bool) -> str:
    key = default_token_generator.make_token(owner.account) if right else "feil-lenke"
    address = f"/passord/nytt/{user_pk_to_url_str(owner.account)}-{key}/"
    answer = Browser(REMOTE_ADDR=network).get(address)
    return said(answer, answer.status_code == 302)


def invitation(owner: Owner, network: str, right: bool) -> str:
    organisation = _organisation()
    secret = "feil"
    if right:
        by = Viewer.command_line(organisation.id)
        with inside(organisation, by=by):
            _row, secret = roles.invite(
                by=by, person=make_person(organisation), email="ny@example.org", role=Role.MEMBER
            )
    answer = Browser(REMOTE_ADDR=network).get(f"/invitasjon/{secret}/")
    return said(answer, answer.status_code == 200)


def receipt_words(owner: Owner, network: str, right: bool) -> str:
    organisation = _organisation()
    person = make_person(organisation)
    with inside(organisation):
        by = Viewer.system(organisation.id, "test")
        words = actions.give_receipt(by=by, person=person)
    typed = " ".join(words if right else words[::-1])
    answer = Browser(REMOTE_ADDR=network).post("/b/ord/", {"words": typed})
    return said(answer, answer.status_code == 302)


def way_back(owner: Owner, network: str, right: bool) -> str:
    """The code that a provider sends back with the browser it was asked from."""
    with running() as provider, override_settings(IDENTITY_PROVIDERS=named(provider)):
        lookup = queries.identity_lookup(provider.issuer, provider.subject)
        LinkedIdentity.objects.update_or_create(
            account=owner.account, provider="idporten", defaults={"lookup": lookup}
        )
        browser = Browser(REMOTE_ADDR=network)
        back = visits(sets_out(browser))
        answer = comes_back(browser, back if right else back.replace("code=", "code=x"))
    return said(answer, answer.status_code == 302)


def _organisation() -> Organisation:
    return Organisation.objects.first() or make_organisation()


def _passkey(owner: Owner) -> SoftPasskey:
    Authenticator.objects.filter(user=owner.account, type=Authenticator.Type.WEBAUTHN).delete()
    return SoftPasskey(owner.account)


def _after_password(owner: Owner, network: str) -> Browser:
    cache.clear()  # A code works once, and the clock of these tests stands still.
    browser = Browser(REMOTE_ADDR=network)
    browser.post("/logg-inn/", {"login": owner.account.email, "password": PASSWORD})
    return browser


type Try = Callable[[Owner, str, bool], str]

# For each kind of each address in secrets.txt that is not "chosen".
TRIES: dict[tuple[str, str], Try] = {
    ("/b/ord/", "words"): receipt_words,
    ("/invitasjon/<str:secret>/", "link"): invitation,
    ("/konto/bekreft/", "password"): password_again,
    ("/konto/bekreft/kode/", "code"): code_again,
    ("/konto/bekreft/passnokkel/", "passkey"): passkey_again,
    ("/konto/passord/", "password"): change_password,
    ("/konto/to-trinn/app/", "code"): first_code,
    ("/logg-inn/", "password"): sign_in,
    ("/logg-inn/passnokkel/", "passkey"): passkey_alone,
    ("/logg-inn/tilbake/<slug:name>/", "way-back"): way_back,
    ("/logg-inn/trinn-to/", "code"): second_step,
    ("/logg-inn/trinn-to/", "passkey"): second_step_by_passkey,
    ("/passord/glemt/", "forgotten"): forgotten_password,
    ("/passord/nytt/<base36:uidb36>-<str:key>/", "link"): new_password,
}
