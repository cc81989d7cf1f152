"""Asks a provider over HTTPS: small answers, no redirects, little patience."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from socket import SHUT_RDWR, socket
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from django.core.cache import cache

from storstua.base.outside import lend_back
from storstua.people.oidc.provider import HERE

# For all that is asked on one errand, so that nobody waits longer for a slow or a bad provider.
SECONDS = 5.0
MOST_READ = 256 * 1024
KEPT = 3600
# What did not answer is left alone for a while.
FAILED_FOR = 30
# Keys that are not known are asked for anew, but not at each forged token.
ANEW_AFTER = 60

type Answer = dict[str, Any]


class NotProven(Exception):
    """What came back does not prove who it is. The code says why, for the log and never a page."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_ENDS: ContextVar[float] = ContextVar("ends")


@contextmanager
def in_time() -> Iterator[None]:
    """Wait no longer than SECONDS for all that is asked in the block."""
    token = _ENDS.set(monotonic() + SECONDS)
    try:
        yield
    finally:
        _ENDS.reset(token)


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

    def is_right(found: Answer) -> str:
        return "" if found.get("issuer") == issuer else "issuer of metadata"

    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    return _kept(address, is_right, failed_for=FAILED_FOR)


def keys(issuer: str, anew: bool = False) -> list[Answer]:
    """The provider's public keys. `anew` asks again, at most once a minute."""
    address = str(metadata(issuer).get("jwks_uri", ""))
    may_ask = anew and cache.add(f"oidc-anew:{_short(address)}", True, ANEW_AFTER)
    found = _kept(address, _are_keys, anew=may_ask)["keys"]
    return [each for each in found if isinstance(each, dict)]


def _are_keys(found: Answer) -> str:
    return "" if isinstance(found.get("keys"), list) else "keys"


def _kept(
    address: str, fault_in: Callable[[Answer], str], *, anew: bool = False, failed_for: int = 0
) -> Answer:
    """What stands at an address, or for `failed_for` seconds that it could not be had.

    What is asked for late on an errand may fail for want of time, which says nothing about it.
    """
    name = f"oidc:{_short(address)}"
    kept: tuple[str, Answer] | None = None if anew else cache.get(name)
    if kept is None:
        kept = _tried(address, fault_in)
        if seconds := failed_for if kept[0] else KEPT:
            cache.set(name, kept, seconds)
    fault, found = kept
    if fault:
        raise NotProven(fault)
    return found


def _tried(address: str, fault_in: Callable[[Answer], str]) -> tuple[str, Answer]:
    try:
        found = get(address)
    except NotProven as fault:
        return fault.code, {}
    return fault_in(found), found


def _short(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:32]


def _ask(method: str, address: str, headers: Mapping[str, str], body: str | None) -> Answer:
    parts = _parts(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    left = _ENDS.get(monotonic() + SECONDS) - monotonic()
    connection = _connection(parts, max(left, 0.01))

    def talk() -> tuple[int, bytes]:
        try:
            connection.request(method, path, body, {"Accept": "application/json", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read(MOST_READ + 1)
        finally:
            connection.close()

    lend_back()
    status, text = _waited(talk, connection, left)
    if not 200 <= status < 300:
        raise NotProven(f"answer {status}")
    return _read(text)


def _waited(
    talk: Callable[[], tuple[int, bytes]], connection: HTTPConnection, left: float
) -> tuple[int, bytes]:
    """What is said, in time. A socket's own patience begins anew with every byte that drips."""
    said: SimpleQueue[tuple[int, bytes] | Exception] = SimpleQueue()

    def listen() -> None:
        try:
            said.put(talk())
        except (OSError, HTTPException, ValueError) as fault:
            said.put(fault)

    Thread(target=listen, daemon=True).start()
    try:
        found = said.get(timeout=max(left, 0.01))
    except Empty:
        _hang_up(connection)
        raise NotProven("no answer") from None
    if isinstance(found, Exception):
        raise NotProven("no answer") from found
    return found


def _hang_up(connection: HTTPConnection) -> None:
    """End the wait of who still listens; not by SSLSocket's own way, which is not for two."""
    with suppress(OSError):
        if open_socket := connection.sock:
            socket.shutdown(open_socket, SHUT_RDWR)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError as fault:
        raise NotProven("address") from fault
    return parts


def _connection(parts: SplitResult, seconds: float) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return HTTPSConnection(host, parts.port, timeout=seconds)
    if parts.scheme == "http" and host in HERE:
        return HTTPConnection(host, parts.port, timeout=seconds)
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
