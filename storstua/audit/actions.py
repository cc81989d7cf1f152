"""Writes the audit: changes with the change itself, reads and refusals on their own line."""

from collections.abc import Iterable
from uuid import UUID

from storstua.audit.models import Entry, Kind
from storstua.base.record import Record
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer

OWN_LINE = "audit"
AT_A_TIME = 1000


def _entry(by: Viewer, kind: Kind, verb: str, row: Record | None, purpose: str = "") -> Entry:
    return Entry(
        organisation_id=by.organisation_id or None,
        account_id=by.account_id or None,
        person_id=by.person_id or None,
        role=by.acting_as,
        job=by.job[:80],
        kind=kind,
        verb=verb,
        noun=row._meta.label_lower if row else "",
        object_key=row.key if row else None,
        purpose=purpose[:200],
    )


def wrote(verb: str, row: Record | None = None, *, by: Viewer, purpose: str = "") -> None:
    """Note a change. It stands or falls with the change's own transaction."""
    entry = _entry(by, Kind.CHANGE, verb, row, purpose)
    if by.organisation_id:
        entry.save(force_insert=True)
    else:
        with inside(INSTALLATION, by=by):
            entry.save(force_insert=True)


def wrote_many(
    verb: str, noun: str, keys: Iterable[UUID], *, by: Viewer, purpose: str = ""
) -> None:
    """Note one act that changed many rows of one table: an entry for each key, written together.

    So the history of each row tells of it. `noun` is the table as "room.table"; `purpose` names
    what they have in common, such as the key of the file they came with.
    It stands or falls with the change's own transaction.
    """
    entries = []
    for key in keys:
        entry = _entry(by, Kind.CHANGE, verb, None, purpose)
        entry.noun, entry.object_key = noun, key
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=AT_A_TIME)


def looked(verb: str, row: Record | None = None, *, by: Viewer, purpose: str = "") -> None:
    """Note that someone reads something confidential, before it is shown.

    Written on a connection of its own, so that it stays even if the request fails afterwards.
    """
    _on_own_line(by, _entry(by, Kind.READ, verb, row, purpose))


def refused(verb: str, row: Record | None = None, *, by: Viewer, purpose: str = "") -> None:
    """Note that someone was turned away; it stays although the request is undone."""
    _on_own_line(by, _entry(by, Kind.REFUSAL, verb, row, purpose))


def _on_own_line(by: Viewer, entry: Entry) -> None:
    with inside(by.organisation_id, by=by, purpose=entry.purpose, using=OWN_LINE):
        entry.save(using=OWN_LINE, force_insert=True)
