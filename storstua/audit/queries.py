"""Reads the audit of one thing, for those who may see the thing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from storstua.audit.models import Entry, Kind


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
