"""Guessing does not pay, at any address that takes a secret (promises G16 and G17)."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.core.exceptions import ValidationError

from storstua.base import clock, guessing
from storstua.base.viewer import Viewer
from storstua.people import actions as people
from storstua.people import known_browser, tries
from storstua.people.allauth_adapter import Adapter
from storstua.people.tests.factories import make_account
from tests.house import asked_for
from tests.house.guessers import (
    ELSEWHERE,
    HERE,
    TRIES,
    Owner,
    Try,
    first_code,
    passkey_alone,
    sign_in,
)

TABLE = Path(__file__).with_name("secrets.txt")
# No account stands behind these: the network is all there is to count by.
BY_NETWORK = {"words", "link", "passkey", "way-back"}
# A school or a hospital stands behind one address: so many mistype there before all wait. These
# tests go through the same in small; how many it is shows below.
REALLY, IN_SMALL = 30, 6
STOPS_AFTER = dict.fromkeys(BY_NETWORK, IN_SMALL)
TEN_MINUTES, HARDLY_AN_HOUR = timedelta(minutes=10), timedelta(minutes=59, seconds=50)
# How many are guessed within an hour; `proofs/guessing.py` does the thousand of the promise.
GUESSES = int(os.environ.get("STORSTUA_GUESSES", "150"))
cases = pytest.mark.parametrize(
    ("guess", "kind"), [pytest.param(each, key[1], id=" ".join(key)) for key, each in TRIES.items()]
)

one_of_each_kind = pytest.mark.parametrize(
    ("guess", "kind"),
    [
        pytest.param(each, kind, id=kind)
        for kind, each in {key[1]: each for key, each in TRIES.items()}.items()
    ],
)


@pytest.fixture
def moment() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(clock.now(), tick=False) as travelling:
        yield travelling


@pytest.fixture
def in_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a whole network shares, divided by five."""
    ceilings = tuple(replace(each, count=each.count // 5) for each in tries.SHARED)
    monkeypatch.setattr(tries, "SHARED", ceilings)


def owner_for(guess: Try, name: str = "siri") -> Owner:
    return Owner.named(name, has_app=guess is not first_code)


def guesses(guess: Try, owner: Owner, count: int, network: str = HERE) -> list[str]:
    return [guess(owner, network, False) for _try in range(count)]


def in_at_last(guess: Try, owner: Owner, network: str = HERE) -> str:
    cache.clear()  # A code works once, and the clock of these tests stands still.
    return guess(owner, network, True)


def table() -> list[tuple[str, str]]:
    return [tuple(line.split(" | ")) for line in TABLE.read_text().splitlines()]


def test_every_address_that_takes_a_secret_stands_in_the_table():
    """A new one: put its line in secrets.txt, with what is guessed there, and its try in
    guessers.py. "chosen" is a new secret, which nobody can guess."""
    assert asked_for.lines() == [line for line, _kinds in table()]


def test_every_secret_of_the_table_is_tried():
    wanted = {
        (line.split()[1], kind)
        for line, kinds in table()
        for kind in kinds.split()
        if kind != "chosen"
    }
    assert wanted == set(TRIES)


@cases
@pytest.mark.django_db
@pytest.mark.usefixtures("in_small")
def test_some_wrong_ones_stop_this_network_and_nobody_else(guess, kind, moment):
    siri, ola = owner_for(guess), owner_for(guess, "ola")
    some = STOPS_AFTER.get(kind, 5)
    assert guesses(guess, siri, some) == ["wrong"] * some
    assert in_at_last(guess, siri) == "stopped"
    assert in_at_last(guess, siri, ELSEWHERE) == "in"
    assert in_at_last(guess, ola) == ("stopped" if kind in BY_NETWORK else "in")
    moment.shift(TEN_MINUTES + timedelta(seconds=1))
    assert in_at_last(guess, siri) == "in"


@one_of_each_kind
@pytest.mark.django_db
@pytest.mark.usefixtures("in_small")
def test_the_pause_grows_for_those_who_go_on(guess, kind, moment):
    siri = owner_for(guess)
    for _each in range(3 if kind in BY_NETWORK else 2):
        some = STOPS_AFTER.get(kind, 5)
        assert guesses(guess, siri, some) == ["wrong"] * some
        moment.shift(TEN_MINUTES + timedelta(seconds=1))
    assert in_at_last(guess, siri) == "stopped"
    moment.shift(timedelta(hours=1))
    assert in_at_last(guess, siri) == "in"


@pytest.mark.django_db
@pytest.mark.parametrize("counters", [tries.link, tries.passkey, tries.way_back, tries.words])
def test_so_many_of_a_network_may_be_wrong(counters, moment, rf):
    shared = counters(rf.get("/", REMOTE_ADDR=HERE))
    for wrong in range(REALLY):
        assert guessing.begin(*shared), wrong
    assert guessing.begin(*shared) is None


@pytest.mark.django_db
def test_who_is_stopped_with_the_password_comes_in_with_a_passkey(moment):
    siri = Owner.named("siri")
    guesses(sign_in, siri, 6)
    assert sign_in(siri, HERE, True) == "stopped"
    assert passkey_alone(siri, HERE, True) == "in"


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were really hashed."""
    found: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher, password, salt):
        found.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("aim", ["one account", "many accounts", "many networks", "nobody's"])
def test_many_passwords_in_an_hour_are_sixty_checks_at_most(aim, moment, checked, rf):
    for number in range(25 if aim == "many accounts" else 1):
        make_account(f"nr{number}@example.org")
    checked.clear()
    for number in range(GUESSES):
        name = {"many accounts": f"nr{number % 25}", "nobody's": f"x{number}"}.get(aim, "nr0")
        network = f"10.{number // 200}.{number % 200}.1" if aim == "many networks" else HERE
        request = rf.post("/logg-inn/", REMOTE_ADDR=network)
        with suppress(ValidationError):
            Adapter(request).authenticate(
                request, email=f"{name}@example.org", password=f"gjetning {number}"
            )
        moment.shift(HARDLY_AN_HOUR / GUESSES)
    expected = {"one account": 10, "many networks": 40}.get(aim, 60)
    assert len(checked) == expected


@pytest.mark.django_db
def test_many_passwords_from_stolen_browsers_and_elsewhere_are_sixty_checks_in_all(
    moment, checked, rf
):
    account = make_account("nr0@example.org")
    stolen = [known_browser.new_mark() for _each in range(known_browser.MOST)]
    for mark in stolen:
        people.know_browser(by=Viewer(account_id=account.id), account=account, mark=mark)
    checked.clear()
    for number in range(GUESSES):
        request = rf.post("/logg-inn/", REMOTE_ADDR=f"10.{number // 200}.{number % 200}.1")
        if number % 2:
            request.COOKIES["nettleser"] = stolen[number % len(stolen)]
        with suppress(ValidationError):
            Adapter(request).authenticate(
                request, email="nr0@example.org", password=f"gjetning {number}"
            )
        moment.shift(HARDLY_AN_HOUR / GUESSES)
    assert len(checked) == 60
