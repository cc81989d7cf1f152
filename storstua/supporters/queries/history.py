"""What has happened to a supporter, and what was marked, for the coordinator's pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from storstua.audit import queries as audit
from storstua.people.models import Person
from storstua.supporters.models import Supporter

ENROLLED = "enrol supporter"
CAME_WITH_FILE = "bring in new"
# Its purpose is the key of a file, which says nothing to people.
FROM_FILE = "bring in "
MACHINE = "Storstua"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `what` is the audit's verb, and its purpose after a colon if any.

    `who` is a name: Storstua's own for the clock and the command line, "" for someone without a
    sign-in, who is never named here.
    """

    at: datetime
    what: str
    who: str


def history_of(supporter: Supporter) -> list[Event]:
    """The changes to a supporter, newest first; two queries.

    Someone from before such lines were written gets the first one here.
    """
    changes = audit.changes_of(supporter.organisation_id, supporter.key)
    names = _names_of({change.person_id for change in changes})
    events = [
        Event(
            at=change.at,
            what=_what(change),
            who=MACHINE if change.job else names.get(change.person_id, ""),
        )
        for change in changes
    ]
    if not any(event.what in {ENROLLED, CAME_WITH_FILE} for event in events):
        events.append(Event(supporter.created_at, ENROLLED, ""))
    return events


def _what(change: audit.Change) -> str:
    if change.verb.startswith(FROM_FILE):
        return change.verb
    return f"{change.verb}:{change.purpose}".rstrip(":")


def _names_of(person_ids: Iterable[int]) -> Mapping[int, str]:
    """Names of those who can sign in; someone seeking a talk has none, and stays unnamed."""
    rows = Person.objects.filter(id__in=list(person_ids), account__isnull=False)
    return {row.id: row.full_name for row in rows}


@dataclass(frozen=True, slots=True)
class MarkShown:
    """A mark to look at: `kind` is SAME_MAIL or SAME_MOBILE, and whom it is the same as.

    Of someone whose record the reader may not see `name` is "".
    """

    kind: str
    name: str
    key: UUID


def marks_of(supporter: Supporter, readable: QuerySet[Supporter]) -> list[MarkShown]:
    """A supporter's marks with the names of those others who are `readable`.

    One query, none without marks.
    """
    pairs = [text.split(":", 1) for text in supporter.marks if ":" in text]
    if not pairs:
        return []
    others = Supporter.objects.filter(
        organisation_id=supporter.organisation_id, key__in=[key for _kind, key in pairs]
    )
    others = others.select_related("person").annotate(
        is_readable=Exists(readable.filter(id=OuterRef("id")))
    )
    names = {
        str(row.key): row.person.full_name if vars(row)["is_readable"] else "" for row in others
    }
    return [MarkShown(kind, names[key], UUID(key)) for kind, key in pairs if key in names]
