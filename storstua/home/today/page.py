"""Puts I dag together for the role someone acts in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from storstua.base import clock
from storstua.base.roles import Role
from storstua.home.today import coordinator, seconds, setting_up, supporter
from storstua.home.today.lines import Line, Sight, find, lines, place, said
from storstua.organisations import permissions as organisations
from storstua.organisations.request import OrganisationRequest
from storstua.ui.menus import MenuItem, entry, present
from storstua.ui.parts import Task


@dataclass(frozen=True, slots=True)
class Today:
    """What the page shows: sentences, what is to be set up, and what to do when all is quiet."""

    lines: tuple[Line, ...] = ()
    tasks: tuple[Task, ...] = ()
    empty: str = ""
    links: tuple[MenuItem, ...] = ()
    log_url: str = ""
    may_rest: bool = False


def of(request: OrganisationRequest) -> Today:
    """I dag for the viewer, in the role they act in."""
    sight = Sight(request.viewer, request.organisation, request.facts, clock.today())
    match request.viewer.acting_as:
        case Role.COORDINATOR:
            return _coordinator(sight)
        case Role.SUPPORTER:
            return _supporter(sight)
        case Role.ORGANISATION_ADMINISTRATOR | Role.BOARD_MEMBER:
            return _leader(sight)
    return _other()


def _old_numbers(sight: Sight) -> list[Line]:
    """One sentence when help numbers have not been checked for a year."""
    if setting_up.numbers_are_checked(sight.facts, sight.on):
        return []
    may_set = organisations.may_change(sight.viewer, sight.organisation)
    text = _("Noen av hjelpenumrene er ikke kontrollert på over ett år.")
    return [Line(text, place("organisations:help_lines" if may_set else "library:help"))]


def _coordinator(sight: Sight) -> Today:
    return Today(
        lines=(
            *lines((*seconds.OPENINGS, *coordinator.SOURCES), sight),
            *seconds.proposals(sight),
            *_old_numbers(sight),
        ),
        empty=_("Ingen venter på deg nå."),
        links=present(
            entry(_("Se [[likepersonene]]"), "supporters:list"),
            entry(_("Se samtalene"), "conversations:known"),
        ),
    )


def _supporter(sight: Sight) -> Today:
    waiting, own = lines(supporter.SOURCES, sight), supporter.own_standing(sight)
    return Today(
        lines=(*waiting, *supporter.standing_lines(own)),
        empty=_("Ingen venter på deg nå. Koordinatoren spør deg når noen passer."),
        links=present(entry(_("Ta en pause"), "supporters:pause")),
        log_url=place("activities:log"),
        may_rest=own is not None and not own.is_paused,
    )


def _leader(sight: Sight) -> Today:
    found = find((*seconds.OPENINGS, *setting_up.SOURCES), sight)
    tasks = tuple(setting_up.tasks(sight, found))
    sees_list = sight.viewer.holds(Role.COORDINATOR, Role.BOARD_MEMBER)
    return Today(
        lines=(
            *said(seconds.OPENINGS, found),
            *seconds.proposals(sight),
            *(() if tasks else _old_numbers(sight)),
        ),
        tasks=tasks,
        empty=_("Alt er satt opp. Ingenting venter på deg nå."),
        links=present(
            entry(_("Se [[likepersonene]]"), "supporters:list") if sees_list else None,
            entry(_("Se hvem som har hvilken rolle"), "roles:list"),
        ),
    )


def _other() -> Today:
    return Today(
        empty=_("Rollen din har ingen oppgaver i Storstua nå. Får den noen, står de her."),
        links=present(entry(_("Les om tjenesten"), "library:information")),
    )
