"""What the pages of the room need: what stands about a person, and who looked."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from storstua.audit import queries as audit
from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Policy
from storstua.people import permissions as people_permissions
from storstua.people.models import Person, Purpose
from storstua.people.queries import consents_in_force
from storstua.privacy import coded, permissions, wording
from storstua.privacy.gathering import Part, Value
from storstua.privacy.models import Deletion
from storstua.privacy.reading import keys, present, ways
from storstua.supporters import queries as supporters
from storstua.ui.moments import full_day, moment_words

# A page shows so many of the latest rows of a table; the file holds all.
# The rows of a request are written together, a moment after the person's own.
AT_BIRTH = timedelta(minutes=1)
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in words: what it is, and what stands there."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading: rows of things in words, how many more the file has."""

    code: str
    heading: str
    rows: tuple[tuple[Said, ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Someone else read or changed something about the person."""

    at: datetime
    who: str
    did: str
    what: str
    why: str
    text: str


def own_person(viewer: Viewer) -> Person | None:
    """The viewer as the organisation knows them."""
    people = people_permissions.readable(viewer).select_related("organisation", "account")
    return people.filter(id=viewer.person_id).first()


def sections(parts: Sequence[Part]) -> list[Section]:
    """What the page shows: one section a heading, in the order of the headings.

    Codes stand there in words; the names of the supporters take one query, where there are any.
    """
    found: dict[str, list[tuple[Said, ...]]] = {}
    older: Counter[str] = Counter()
    names = _names_of_supporters(parts)
    for part in parts:
        older[part.under] += part.total - len(part.rows)
        for row in part.rows:
            said = tuple(_said(part.table, row.values, names))
            if said:
                found.setdefault(part.under, []).append(said)
    return [
        Section(code, str(heading), tuple(found[code]), older[code])
        for code, heading in wording.HEADINGS.items()
        if code in found
    ]


def _names_of_supporters(parts: Iterable[Part]) -> dict[str, str]:
    keys = {
        str(value.plain)
        for part in parts
        for row in part.rows
        for value in row.values
        if value.plain and (part.table, value.column) in coded.SUPPORTERS
    }
    return supporters.first_names(keys) if keys else {}


def _said(table: str, values: Iterable[Value], names: Mapping[str, str]) -> Iterator[Said]:
    for value in values:
        place = (table, value.column)
        if place in coded.ONLY_IN_FILE:
            continue
        words = coded.words_for(*place, value.plain) or value.words
        text = ", ".join(words) or _text(value)
        if place in coded.SUPPORTERS:
            text = names.get(text, "")
        if text:
            yield Said(str(wording.label(*place)), text)


def _text(value: Value) -> str:
    if value.moment:
        return moment_words(value.moment)
    if value.day:
        return full_day(value.day)
    if isinstance(value.plain, bool):
        return _("ja") if value.plain else _("nei")
    return "" if value.plain in (None, []) else str(value.plain)


def as_file(person: Person, parts: Iterable[Part]) -> str:
    """All of it as JSON: tables and columns by the names of the map, so that programs can read."""
    held = [
        {
            "heading": part.under,
            "table": part.table,
            "rows": [{value.column: value.plain for value in row.values} for row in part.rows],
        }
        for part in parts
    ]
    told = {
        "organisation": person.organisation.name,
        "made_at": clock.now().isoformat(),
        "parts": held,
        "looked_at": [
            {"at": each.at.isoformat(), "who": each.who, "did": each.did, "what": each.what}
            for each in traces(person)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _keys(person: Person) -> set[UUID]:
    """The keys of all rows about a person, the log and their own work left out."""
    return keys(
        person,
        [
            (table, way)
            for table, way in ways()
            if table.name != "audit_entry" and way.under != "work"
        ],
    )


def traces(person: Person) -> list[Trace]:
    """Who else read or changed what is about a person, newest first, by role and never by name."""
    found = audit.concerning(person.organisation_id, person.id, _keys(person))
    return [
        Trace(
            at=each.at,
            who=(doer := _doer(person, each)),
            did=each.kind,
            what=str(wording.what(each.noun)),
            text=wording.sentence(each.kind, doer, each.noun),
            why=str(wording.why(each.verb, Role(each.role))),
        )
        for each in found
    ]


def _doer(person: Person, touch: audit.Touch) -> str:
    """Who it was; what a visitor did as the person became known here was their own asking."""
    is_early = touch.at - person.created_at < AT_BIRTH
    is_birth = is_early and touch.role == Role.VISITOR and not touch.job
    return wording.yourself() if is_birth else wording.who(touch.role, touch.job)


@dataclass(frozen=True, slots=True)
class Refused:
    """Someone who was turned away: when, who, in which role, and in which part of the house."""

    at: datetime
    name: str
    role: str
    place: str


def refusals(viewer: Viewer, role: str, oldest_first: bool) -> QuerySet[Entry]:
    """Whom the viewer's organisation turned away; those of one role when one is given."""
    return audit.refusals_in(viewer.organisation_id, role, oldest_first)


def told(viewer: Viewer, rows: Iterable[Entry]) -> list[Refused]:
    """The same in words, with the names that the viewer may know."""
    found = list(rows)
    ids = {row.person_id for row in found if row.person_id}
    names = {
        person.id: person.full_name
        for person in people_permissions.readable(viewer).filter(id__in=ids)
    }
    return [
        Refused(
            at=row.at,
            name=names.get(row.person_id or 0, ""),
            role=str(Role(row.role).label),
            place=str(wording.place(row.purpose)),
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent in force: its code and its words."""

    code: str
    words: str


def consents(person: Person) -> list[Consent]:
    """The consents a person can take back now."""
    held = consents_in_force(person.id)
    return [Consent(each.value, str(each.label)) for each in Purpose if each.value in held]


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of what stands under a heading when the person is erased."""

    heading: str
    why_kept: str


def fates(person: Person) -> tuple[list[Fate], list[Fate]]:
    """What goes and what stays, of what there is about the person now."""
    goes: dict[str, Fate] = {}
    stays: dict[str, Fate] = {}
    for table, way in present(person):
        heading = str(wording.HEADINGS[way.under])
        if table.erase == "keep":
            stays[way.under] = Fate(heading, str(wording.REASONS[table.because]))
        else:
            goes[way.under] = Fate(heading, "")
    return list(goes.values()), list(stays.values())


def policies() -> list[Policy]:
    """The policies of all organisations, for the clock."""
    return list(Policy.objects.order_by("organisation_id"))


def latest_deletions(viewer: Viewer) -> list[Deletion]:
    """The newest run of each term in the viewer's organisation, by term."""
    runs = permissions.readable(viewer).order_by("term", "-id")
    return list(runs.distinct("term"))
