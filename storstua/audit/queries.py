"""Reads the audit of one thing, for those who may see the thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from storstua.audit.models import Entry, Kind, Link
from storstua.base.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, what (verb and purpose as written), and who; ids are 0 for none."""

    at: datetime
    verb: str
    purpose: str
    person_id: int
    job: str


def changes_of(organisation_id: int, object_key: UUID, limit: int = 100) -> list[Change]:
    """The changes to one thing of an organisation, newest first."""
    rows = Entry.objects.filter(
        organisation_id=organisation_id, object_key=object_key, kind=Kind.CHANGE
    ).order_by("-at", "-id")
    return [
        Change(at, verb, purpose, person_id or 0, job)
        for at, verb, purpose, person_id, job in rows.values_list(
            "at", "verb", "purpose", "person_id", "job"
        )[:limit]
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log by its number, and what it tells of; `object_key` is None for nothing."""

    id: int
    noun: str
    object_key: UUID | None


def written_before(moment: datetime, limit: int) -> list[Line]:
    """The oldest lines here that were written before a moment and are in the chain."""
    rows = Entry.objects.filter(at__lt=moment, id__in=Link.objects.values("entry_id"))
    found = rows.order_by("id").values_list("id", "noun", "object_key")[:limit]
    return [Line(*each) for each in found]


def noted_since(moment: datetime, keys: Iterable[UUID]) -> set[UUID]:
    """Those of the keys about which something here was noted at a moment or later."""
    rows = Entry.objects.filter(at__gte=moment, object_key__in=list(keys))
    return {key for key in rows.values_list("object_key", flat=True) if key}


def read_by(viewer: Viewer, verb: str) -> QuerySet[Entry]:
    """The notes that the viewer has read things of a kind here; `verb` names the kind."""
    return Entry.objects.filter(
        organisation_id=viewer.organisation_id,
        person_id=viewer.person_id,
        kind=Kind.READ,
        verb=verb,
    )


@dataclass(frozen=True, slots=True)
class Touch:
    """One act of somebody else on something about a person: when, in which role, what and how."""

    at: datetime
    role: str
    job: str
    kind: str
    verb: str
    noun: str


# Whether somebody was asked and said no is theirs alone.
NOT_TOLD = "matching.ask"


@dataclass(frozen=True, slots=True)
class Act:
    """One act in the name of an account: when, of which kind, what, and how."""

    at: datetime
    kind: str
    verb: str
    purpose: str


def acts_of_account(account_id: int, key: UUID, verbs: Iterable[str], limit: int) -> list[Act]:
    """What was done, or tried in vain, in an account's name or to it outside every organisation."""
    rows = Entry.objects.filter(
        Q(account_id=account_id) | Q(object_key=key), organisation_id=None, verb__in=list(verbs)
    ).order_by("-at", "-id")
    return [Act(*found) for found in rows.values_list("at", "kind", "verb", "purpose")[:limit]]


def refusals_in(organisation_id: int, role: str, oldest_first: bool) -> QuerySet[Entry]:
    """Whom the organisation's pages turned away; those of one role when one is given."""
    rows = Entry.objects.filter(organisation_id=organisation_id, kind=Kind.REFUSAL)
    order = ("at", "id") if oldest_first else ("-at", "-id")
    return (rows.filter(role=role) if role else rows).order_by(*order)


def concerning(
    organisation_id: int, person_id: int, keys: Iterable[UUID], limit: int = 1000
) -> list[Touch]:
    """What others read and changed of things about a person, newest first.

    `keys` are those of all rows about the person. Own acts are left out, and so are changes to
    questions between others.
    """
    rows = Entry.objects.filter(organisation_id=organisation_id, object_key__in=list(keys))
    others = rows.filter(~Q(person_id=person_id) | Q(person_id=None))
    told = others.exclude(noun=NOT_TOLD, kind=Kind.CHANGE).order_by("-at", "-id")
    return [
        Touch(*found)
        for found in told.values_list("at", "role", "job", "kind", "verb", "noun")[:limit]
    ]
