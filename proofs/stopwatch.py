"""Measures how long answers take, two kinds in turn, and how likely chance alone differs so."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from unittest import mock

import django
import numpy
from django.test import Client
from django.test.utils import setup_test_environment

django.setup()
setup_test_environment()

from allauth.account.auth_backends import AuthenticationBackend  # noqa: E402 (Django first)

from storstua.base import clock  # noqa: E402
from storstua.base.roles import Role  # noqa: E402
from storstua.base.tenancy import inside  # noqa: E402
from storstua.base.viewer import Viewer  # noqa: E402
from storstua.organisations.models import Organisation  # noqa: E402
from storstua.organisations.tests.factories import make_organisation  # noqa: E402
from storstua.people import actions  # noqa: E402
from storstua.people.models import Account  # noqa: E402
from storstua.people.tests.factories import make_person  # noqa: E402
from storstua.roles import actions as roles  # noqa: E402
from storstua.roles.models import Invitation  # noqa: E402

SHUFFLES = 5_000
WARM = 20

type Answer = Callable[[int], object]


@dataclass(frozen=True)
class Compared:
    """How far the medians of two kinds of answers are apart, and the p of a permutation test."""

    apart: float
    p: float

    def __str__(self) -> str:
        return f"{self.apart:.2%} (p {self.p:.2f})"

    def tells(self, most: float, least_p: float) -> bool:
        """True when the time gives away which kind it was."""
        return self.apart >= most or self.p <= least_p


def compare(name: str, count: int) -> Compared:
    """The two kinds of a pair in turn, in an order that chance chooses anew each time."""
    one, other = PAIRS[name](count + WARM)
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(count + WARM):
        for which in random.sample((0, 1), 2):
            answer = (one, other)[which]
            began = perf_counter()
            answer(number)
            times[which].append(perf_counter() - began)
    return compared(times[0][WARM:], times[1][WARM:])


def compared(one: list[float], other: list[float]) -> Compared:
    """The medians' distance by the smaller one, and how often shuffled times are as far apart."""
    apart = abs(median(one) - median(other))
    both, chance = numpy.array(one + other), numpy.random.default_rng()
    shuffled = chance.permuted(numpy.tile(both, (SHUFFLES, 1)), axis=1)
    halves = (
        numpy.median(shuffled[:, : len(one)], axis=1),
        numpy.median(shuffled[:, len(one) :], axis=1),
    )
    as_far = int((numpy.abs(halves[0] - halves[1]) >= apart).sum())
    return Compared(apart / min(median(one), median(other)), (as_far + 1) / (SHUFFLES + 1))


def without_dummy_hash(count: int) -> Compared:
    """The same when nothing is hashed for an address that has no account."""
    with mock.patch.object(AuthenticationBackend, "_mitigate_timing_attack"):
        return compare("sign-in, known", count)


def _network(number: int) -> str:
    """One for each try, so that nobody is stopped."""
    return f"10.{number // 250}.{number % 250}.1"


def _accounts(kind: str, count: int, **values: object) -> None:
    row = Account(email="", **values)
    row.set_password("en god setning her")
    if kind == "unset":
        row.set_unusable_password()
    Account.objects.bulk_create(
        Account(email=f"{kind}{number:04}@example.org", password=row.password, **values)
        for number in range(count)
    )


def _sign_in(kind: str) -> Answer:
    def answer(number: int) -> object:
        typed = {"login": f"{kind}{number:04}@example.org", "password": "feil setning her"}
        return Client(REMOTE_ADDR=_network(number)).post("/logg-inn/", typed)

    return answer


def _signing_in(kind: str, **values: object) -> Callable[[int], tuple[Answer, Answer]]:
    def pair(count: int) -> tuple[Answer, Answer]:
        Account.objects.all().delete()
        _accounts(kind, count, **values)
        return _sign_in("nobody"[: len(kind)]), _sign_in(kind)

    return pair


def _forgotten(count: int) -> tuple[Answer, Answer]:
    Account.objects.all().delete()
    _accounts("known", count)

    def asking(kind: str) -> Answer:
        def answer(number: int) -> object:
            typed = {"email": f"{kind}{number:04}@example.org"}
            return Client(REMOTE_ADDR=_network(number)).post("/passord/glemt/", typed)

        return answer

    return asking("nobod"), asking("known")


def _organisation() -> Organisation:
    return Organisation.objects.first() or make_organisation()


def _links(count: int) -> tuple[Answer, Answer]:
    organisation = _organisation()
    by = Viewer.command_line(organisation.id)
    person = make_person(organisation)
    with inside(organisation, by=by):
        over = [
            roles.invite(by=by, person=person, email="ny@example.org", role=Role.MEMBER)[1]
            for _each in range(count)
        ]
        Invitation.objects.update(withdrawn_at=clock.now())

    def opening(secret: Callable[[int], str]) -> Answer:
        def answer(number: int) -> object:
            browser = Client(REMOTE_ADDR=_network(number))
            return browser.get(f"/invitasjon/{secret(number)}/")

        return answer

    return opening(lambda number: over[number][::-1]), opening(lambda number: over[number])


def _words(count: int) -> tuple[Answer, Answer]:
    organisation = _organisation()
    by = Viewer.system(organisation.id, "timing")
    person = make_person(organisation)
    with inside(organisation, by=by):
        changed = [actions.give_receipt(by=by, person=person) for _each in range(count)]
        actions.give_receipt(by=by, person=person)

    def coming_back(order: int) -> Answer:
        def answer(number: int) -> object:
            typed = {"words": " ".join(changed[number][::order])}
            return Client(REMOTE_ADDR=_network(number)).post("/b/ord/", typed)

        return answer

    return coming_back(-1), coming_back(1)


PAIRS: dict[str, Callable[[int], tuple[Answer, Answer]]] = {
    "sign-in, known": _signing_in("known"),
    "sign-in, shut": _signing_in("shuts", is_active=False),
    "sign-in, without password": _signing_in("unset"),
    "forgotten password": _forgotten,
    "invitation": _links,
    "words": _words,
}
