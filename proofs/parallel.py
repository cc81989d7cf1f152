"""Requests that are under way while a password is changed, on threads and connections of theirs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import django
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import setup_test_environment

django.setup()
setup_test_environment()
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

from storstua.people import queries, session_store  # noqa: E402 (Django first)
from storstua.people.models import Account, Session  # noqa: E402

OLD, NEW = "en god setning her", "en annen setning her"
HELD_SECONDS = 30


def prove(rounds: int) -> tuple[int, int]:
    """How many sessions were alive after their end, and in how many rounds of the mutant."""
    alive = sum(one_round(number) for number in range(rounds))
    with _writes_what_is_gone():
        mutant = sum(one_round(rounds + number) > 0 for number in range(rounds // 10))
    return alive, mutant


def one_round(number: int) -> int:
    """Change one account's password; returns how many other sessions outlive it."""
    account = Account.objects.create_user(f"nr{number}@example.org", OLD)
    network = f"10.{number // 250}.{number % 250}.1"
    own, reading, writing, proving, entering = (Client(REMOTE_ADDR=network) for _each in range(5))
    for each in (own, reading, writing, proving):
        _sign_in(each, account, OLD)
        _make_it_save(each)
    ended = [_key(each) for each in (reading, writing, proving)]
    with _held() as (arrived, go_on):
        under_way = [
            _thread(lambda: reading.get("/konto/")),
            _thread(lambda: writing.get("/konto/sprak/")),
        ]
        for _each in under_way:
            if not arrived.acquire(timeout=HELD_SECONDS):
                raise RuntimeError("a request did not get under way")
        # What checks the password waits for its turn, before the change or after it.
        under_way += [
            _thread(lambda: proving.post("/konto/bekreft/?next=/konto/", {"password": OLD})),
            _thread(lambda: _sign_in(entering, account, OLD)),
        ]
        typed = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
        if own.post("/konto/passord/", typed).status_code != 302:
            raise RuntimeError("the password was not changed")
        go_on.set()
        for each in under_way:
            each.join()
    hashes = [session_store.hashed(key) for key in ended]
    revived = Session.objects.filter(session_key__in=hashes).count()
    opened = sum(
        each.get("/konto/").status_code == 200 for each in (reading, writing, proving, entering)
    )
    if own.get("/konto/").status_code != 200:
        raise RuntimeError("the session that changed the password ended too")
    return revived + opened


@contextmanager
def _held() -> Iterator[tuple[threading.Semaphore, threading.Event]]:
    """Stops pages where they have read what they need, and have yet to write the session."""
    arrived, go_on = threading.Semaphore(0), threading.Event()

    def holding(function: Callable[..., Any]) -> Callable[..., Any]:
        def held(*args: Any, **kwargs: Any) -> Any:
            found = function(*args, **kwargs)
            if threading.current_thread() is not threading.main_thread() and not go_on.is_set():
                arrived.release()
                go_on.wait(HELD_SECONDS)
            return found

        return held

    with (
        mock.patch.object(queries, "places_of", holding(queries.places_of)),
        mock.patch.object(queries, "account", holding(queries.account)),
    ):
        yield arrived, go_on


@contextmanager
def _writes_what_is_gone() -> Iterator[None]:
    save = session_store.SessionStore.save

    def anyhow(store: Any, must_create: bool = False) -> None:
        gone = not store.exists(store.session_key)
        save(store, must_create=must_create or gone)

    with mock.patch.object(session_store.SessionStore, "save", anyhow):
        yield


def _thread(work: Callable[[], object]) -> threading.Thread:
    def worked() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=worked)
    thread.start()
    return thread


def _sign_in(browser: Client, account: Account, password: str) -> None:
    browser.post("/logg-inn/", {"login": account.email, "password": password})


def _make_it_save(browser: Client) -> None:
    """The next page writes the session, as each does that comes a minute later."""
    store = session_store.SessionStore(_key(browser))
    store[session_store.SEEN] = 0
    store.save()


def _key(browser: Client) -> str:
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
