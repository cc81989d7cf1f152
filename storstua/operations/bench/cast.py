"""Who visits a page when it is measured: people of the demo, each in a browser of their own."""

from collections.abc import Mapping

from django.conf import settings
from django.test import Client

from storstua.base.doors import Door
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer

# The asker is a visitor half-way through the questions, and so has a session.
VISITOR, ASKER = "visitor", "asker"
# In this order the first whom a door lets in is the one who visits.
CAST: Mapping[str, tuple[Role, ...]] = {
    VISITOR: (),
    ASKER: (),
    "kari": (Role.SEEKER,),
    "ola": (Role.SUPPORTER,),
    "siri": (Role.COORDINATOR, Role.BOARD_MEMBER),
    "astrid": (Role.ORGANISATION_ADMINISTRATOR,),
    "tor": (Role.BOARD_MEMBER,),
    "veslemoy": (Role.SUPERVISOR,),
}
BUSIEST_FIRST = (VISITOR, "kari", "siri", "ola", "astrid", "tor", "veslemoy", ASKER)


class NoDemo(Exception):
    """The demo is not loaded, so that nobody can come in."""


def whom_it_lets_in(door: Door) -> tuple[str, ...]:
    """Those of the cast who may pass a door, the one to visit first."""
    order = tuple(CAST) if door.name == "signed in" else BUSIEST_FIRST
    return tuple(who for who in order if door.lets_in(_viewer(who)))


def _viewer(who: str) -> Viewer:
    holdings = frozenset(Holding(role) for role in CAST[who])
    has_account = bool(holdings) and Role.SEEKER not in CAST[who]
    return Viewer(account_id=int(has_account), holdings=holdings)


def browser() -> Client:
    """A browser that nobody has come in with, under a name this installation answers to."""
    return Client(
        headers={"host": settings.ALLOWED_HOSTS[0], "accept-language": "nb"},
        raise_request_exception=False,
        secure=settings.OVER_HTTPS,
    )


def browsers() -> dict[str, Client]:
    """A browser for each of the cast, come in through the demo's own page; raises NoDemo."""
    found = {who: browser() for who in CAST}
    for who, client in found.items():
        if CAST[who] and client.post("/demo/inn/", {"who": who}).status_code != 302:
            raise NoDemo
    return found
