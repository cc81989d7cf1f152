"""Asks a provider over HTTPS: small answers, no redirects, little patience."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from django.core.cache import cache

from storstua.people.oidc.provider import HERE

SECONDS = 5
MOST_READ = 256 * 1024
KEPT = 3600
# Keys that are not known are asked for anew, but not at each forged token.
ANEW_AFTER = 60

type Answer = dict[str, Any]


class NotProven(Exception):
    """What came back does not prove who it is. The code says why, for the log and never a page."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def get(address: str) -> Answer:
    """What stands at an address of the provider."""
    return _ask("GET", address, {}, None)


def post(address: str, form: Mapping[str, str], basic: tuple[str, str] | None = None) -> Answer:
    """What the provider answers to a form; `basic` is name and password, when it wants them so."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if basic:
        pair = ":".join(quote(part, safe="") for part in basic)
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return _ask("POST", address, headers, urlencode(form))


def metadata(issuer: str) -> Answer:
    """What the provider says of itself; refuses one that calls itself anything else."""
    found = _kept(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise NotProven("issuer of metadata")
    return found


def keys(issuer: str, anew: bool = False) -> list[Answer]:
    """The provider's public keys. `anew` asks again, at most once a minute."""
    address = str(metadata(issuer).get("jwks_uri", ""))
    may_ask = anew and cache.add(f"oidc-anew:{_short(address)}", True, ANEW_AFTER)
    found = _kept(address, anew=may_ask).get("keys")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _kept(address: str, anew: bool = False) -> Answer:
    name = f"oidc:{_short(address)}"
    found: Answer | None = None if anew else cache.get(name)
    if found is None:
        found = get(address)
        cache.set(name, found, KEPT)
    return found


def _short(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:32]


def _ask(method: str, address: str, headers: Mapping[str, str], body: str | None) -> Answer:
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts)
    try:
        connection.request(method, path, body, {"Accept": "application/json", **headers})
        answer = connection.getresponse()
        text = answer.read(MOST_READ + 1)
    except (OSError, HTTPException) as fault:
        raise NotProven("no answer") from fault
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise NotProven(f"answer {answer.status}")
    return _read(text)


def _connection(parts: SplitResult) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return HTTPSConnection(host, parts.port, timeout=SECONDS)
    if parts.scheme == "http" and host in HERE:
        return HTTPConnection(host, parts.port, timeout=SECONDS)
    raise NotProven("address without https")


def _read(text: bytes) -> Answer:
    if len(text) > MOST_READ:
        raise NotProven("answer too long")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise NotProven("answer not readable") from fault
    if not isinstance(found, dict):
        raise NotProven("answer not readable")
    return found
