"""Kom i gang: what a new organisation needs before anyone can ask for a talk."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.home.today.lines import Found, Line, Sight, Source, place
from storstua.organisations import permissions as organisations
from storstua.organisations.queries import Facts
from storstua.roles import permissions as roles
from storstua.roles import queries as who_waits
from storstua.roles.permissions import in_force
from storstua.supporters import permissions as supporters
from storstua.ui.parts import Task

CHECK_EVERY = timedelta(days=365)


def _coordinators(sight: Sight) -> QuerySet[Any]:
    return roles.readable(sight.viewer).filter(in_force(sight.on), role=Role.COORDINATOR)


def _invited(sight: Sight) -> QuerySet[Any]:
    rows = roles.readable_invitations(sight.viewer).filter(role=Role.COORDINATOR)
    return rows.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())


def _proposed(sight: Sight) -> QuerySet[Any]:
    rows = roles.readable_proposals(sight.viewer).filter(role=Role.COORDINATOR)
    return who_waits.open_proposals(rows)


def _supporters(sight: Sight) -> QuerySet[Any]:
    return supporters.readable_records(sight.viewer)


def _unsaid(found: Found) -> Line:
    return Line(str(found.count))


SOURCES = (
    Source("coordinators", _coordinators, _unsaid),
    Source("invited", _invited, _unsaid),
    Source("proposed", _proposed, _unsaid),
    Source("supporters", _supporters, _unsaid),
)


def numbers_are_checked(facts: Facts, on: date) -> bool:
    """True when there are help numbers and someone has checked each within a year."""
    lines = facts.help_lines
    return bool(lines) and all(line.checked_on >= on - CHECK_EVERY for line in lines)


def _task(label: str, done: bool, url: str, note: str = "", status: str = "") -> Task:
    return Task(label, status or (_("Gjort") if done else _("Står igjen")), url, done, note)


def _invitation(viewer: Viewer, found: Mapping[str, object]) -> Task:
    """A coordinator takes two: without a board nobody can be the second, so it comes first."""
    has_one = "coordinators" in found
    note = _("To må være enige. Inviter et styremedlem først, om ingen har den rollen ennå.")
    status = ""
    if not has_one and "invited" in found:
        status = _("Invitert")
    elif not has_one and "proposed" in found:
        status = _("Venter på en til")
    may_invite = roles.may_offer(viewer, Role.COORDINATOR)
    url = place("roles:invite") if may_invite else ""
    return _task(_("Inviter en koordinator"), has_one, url, "" if has_one else note, status)


def tasks(sight: Sight, found: Mapping[str, object]) -> list[Task]:
    """What is to be done before the service can begin; empty when all is done.

    `found` is what `SOURCES` led to.
    Numbers that only grew old do not bring the list back; they are a sentence of their own.
    """
    own, facts = sight.organisation, sight.facts
    may_set = organisations.may_change(sight.viewer, own)
    may_enrol = supporters.may_enrol(sight.viewer, own.id)

    def setting(name: str) -> str:
        return place(f"organisations:{name}") if may_set else ""

    steps = [
        _task(
            _("Si hvordan folk når dere"),
            bool(own.contact_email or own.contact_phone),
            setting("facts"),
            _("E-post eller telefon som står på siden Om oss."),
        ),
        _task(
            _("Legg inn områdene deres"),
            bool(facts.areas),
            setting("areas"),
            _("Det folk har levd med, for eksempel en diagnose."),
        ),
        _task(
            _("Kontroller hjelpenumrene"),
            numbers_are_checked(facts, sight.on),
            setting("help_lines"),
            _("Ring dem eller slå dem opp. Én gang i året holder."),
        ),
        _invitation(sight.viewer, found),
        _task(
            _("Hent inn [[likepersonene]]"),
            "supporters" in found,
            place("imports:list") if may_enrol else "",
            _("Fra et regneark, eller én om gangen."),
        ),
    ]
    numbers = steps[2]
    return [] if all(step.done for step in steps if step is not numbers) else steps
