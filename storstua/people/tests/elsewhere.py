"""The way to a provider and back, as a browser walks it."""

import re
from html import unescape
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization

from storstua.base.roles import Role
from storstua.organisations.tests.factories import make_organisation
from storstua.people import queries
from storstua.people.models import Account, LinkedIdentity
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account
from storstua.people.tests.small_provider import SmallProvider
from storstua.people.tests.soft_passkey import SoftPasskey
from storstua.roles.tests.factories import make_helper

REFRESH = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')


def account_of(provider: SmallProvider, role: Role | None = None) -> Account:
    """Siri, who has linked the sign-in of this provider, before that took a step of her own."""
    account = make_account("siri@example.org", password="en lang setning")
    if role:
        make_helper(make_organisation(), role, account=account)
    LinkedIdentity.objects.create(
        account=account,
        provider="idporten",
        lookup=queries.identity_lookup(provider.issuer, provider.subject),
    )
    return account


def visits(address: str) -> str:
    """Where the provider leads the browser."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}?{parts.query}")
    location = connection.getresponse().headers["Location"]
    connection.close()
    return str(location)


def sets_out(browser: Browser, onward: str = "", **extra: Any) -> str:
    """The provider's address that the page leads to."""
    typed = {"next": onward} if onward else {}
    return going(browser.post("/logg-inn/med/idporten/", typed, **extra))


def going(answer: Any) -> str:
    """Where the page leads on to."""
    page = answer.content.decode()
    found = REFRESH.search(page)
    assert found, page
    return unescape(found[1])


def comes_back(browser: Browser, address: str) -> Any:
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def signs_in(browser: Browser, onward: str = "") -> Any:
    return comes_back(browser, visits(sets_out(browser, onward)))


def said(answer: Any) -> str:
    """The heading of a calm page, whatever its status."""
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    return str(heading)


def is_in(browser: Browser) -> bool:
    return bool(browser.get("/konto/").status_code == 200)


def links(browser: Browser, provider: SmallProvider) -> Any:
    page = browser.post("/konto/andre-innlogginger/", {"link": "idporten"})
    return comes_back(browser, visits(going(page)))


def siri_signed_in() -> tuple[Browser, Account]:
    account, browser = make_account("siri@example.org"), Browser()
    SoftPasskey(account)
    browser.force_login(account)
    return browser, account


def pem_of(private: Any) -> bytes:
    return bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
