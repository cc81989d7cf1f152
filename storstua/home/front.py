"""What stands on an organisation's front page: the open rooms, and some of its supporters."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from storstua.base import clock
from storstua.organisations.models import Room
from storstua.organisations.queries import Facts
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import permissions as may
from storstua.supporters import queries as supporters
from storstua.supporters import wording
from storstua.ui.addresses import root_url
from storstua.ui.menus import MenuItem, entry, present
from storstua.ui.parts import PersonCard

MOST_PEOPLE = 3
STORY_ON_CARD = 140
COLOURS = ("fjord", "teglstein", "lyng", "blaa")


@dataclass(frozen=True, slots=True)
class RoomCard:
    """A room as the front page shows it; `plan` and `colour` are names of the look."""

    plan: str
    colour: str
    title: str | Promise
    url: str
    text: str | Promise
    links: tuple[MenuItem, ...] = ()


def _at_root(label: str | Promise, name: str) -> MenuItem | None:
    url = root_url(name)
    return MenuItem(label, url) if url else None


def _talk(shows_directory: bool) -> RoomCard | None:
    door = entry(_("Samtale"), "matching:talk")
    if door is None:
        return None
    text = _("Snakk med en [[likeperson]]. Skriv her, ring eller møtes. Du bestemmer.")
    links = present(
        entry(_("Be om en samtale"), "matching:ask"),
        entry(_("Se [[likepersonene]]"), "supporters:directory") if shows_directory else None,
        _at_root(_("Fortsett en samtale"), "people:words"),
    )
    return RoomCard("talk", "fjord", door.label, door.url, text, links)


def _information() -> RoomCard | None:
    door = entry(_("Informasjon"), "library:information")
    if door is None:
        return None
    text = _("Les om hva en [[likeperson]] er, hvilke regler vi følger, og hvor du får hjelp.")
    links = present(
        entry(_("Hjelp nå"), "library:help"),
        entry(_("Bli [[likeperson]]"), "library:become"),
    )
    return RoomCard("information", "blaa", door.label, door.url, text, links)


def rooms(request: OrganisationRequest) -> list[RoomCard]:
    """The rooms that are open and built, in the order of the house."""
    own = request.organisation
    shows_directory = may.may_see_directory(request.viewer, own)
    cards = [
        _talk(shows_directory) if own.has_open(Room.TALK) else None,
        _information() if own.has_open(Room.INFORMATION) else None,
    ]
    return [card for card in cards if card]


def ways_in(request: OrganisationRequest) -> tuple[MenuItem, ...]:
    """The one thing to do, and the one beside it: asking for a talk, seeing who is there."""
    own = request.organisation
    if not own.has_open(Room.TALK):
        return ()
    sees = may.may_see_directory(request.viewer, own)
    return present(
        entry(_("Be om en samtale"), "matching:ask"),
        entry(_("Se [[likepersonene]]"), "supporters:directory") if sees else None,
    )


def people(request: OrganisationRequest) -> list[PersonCard]:
    """Up to three of those who let everyone see them; none when the directory is for members."""
    own = request.organisation
    sees = own.has_open(Room.TALK) and may.may_see_directory(request.viewer, own)
    if not sees:
        return []
    found = supporters.public_profiles(
        own.id, clock.today(), request.facts.policy, limit=MOST_PEOPLE
    )
    return [_card(request.facts, person, number) for number, person in enumerate(found)]


def _is_read_here(language: str) -> bool:
    """True when a text in the language needs no mark of its own on this page."""
    here = get_language() or "nb"
    return language == here or {language, here} <= {"nb", "nn"}


def _beginning(story: str) -> str:
    """The story, or its beginning with an ellipsis."""
    if len(story) <= STORY_ON_CARD:
        return story
    return story[:STORY_ON_CARD].rsplit(" ", 1)[0] + " …"


def _card(facts: Facts, person: supporters.PublicProfile, number: int) -> PersonCard:
    asking = entry("", "matching:ask") if person.has_free_place else None
    return PersonCard(
        name=person.name,
        known_for=wording.known_for(facts, person.area_ids, person.role),
        text=_beginning(person.story) if _is_read_here(person.language) else "",
        free=_("Har plass til en ny samtale") if person.has_free_place else "",
        url=reverse("supporters:profile", args=[person.key]),
        ask_url=f"{asking.url}?likeperson={person.key}" if asking else "",
        ask=translated("Spør %(name)s om en samtale") % {"name": person.name},
        colour=COLOURS[number % len(COLOURS)],
    )
