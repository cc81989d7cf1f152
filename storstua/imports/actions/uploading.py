"""Sending in a file and looking at it before anything is brought in."""

from collections.abc import Mapping

from django.db import transaction

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.imports import permissions
from storstua.imports.choices import State
from storstua.imports.locks import NOT_YOURS, locked
from storstua.imports.looking_through import hand_to_worker, look_through, prepared
from storstua.imports.models import Import
from storstua.imports.unreadable import LARGEST_FILE, Unreadable
from storstua.imports.writing_down import new_import
from storstua.organisations.models import Organisation

# What is larger is read by the worker: about a second's work, packed or not.
READ_AT_ONCE = 200_000
READ_AT_ONCE_PACKED = 50_000
PACKED = b"PK"


@transaction.atomic
def upload(
    *, by: Viewer, organisation: Organisation, kind: str, content: bytes, filename: str
) -> Import:
    """Keep a file sealed and judge its rows; nothing is brought in yet.

    Follows: a large file is read by the worker. What nobody brings in is deleted after seven days.
    Raises Unreadable for a file that cannot be used as a whole; refuses those who may not.
    """
    if not permissions.may_import(by, organisation, kind):
        raise Refusal(NOT_YOURS)
    if len(content) > LARGEST_FILE:
        raise Unreadable("too_big")
    file = new_import(
        by=by, organisation=organisation, subject=kind, content=content, filename=filename
    )
    file.state = State.READING
    at_once = READ_AT_ONCE_PACKED if content.startswith(PACKED) else READ_AT_ONCE
    work = prepared(by, file) if len(content) <= at_once else None
    file.save(force_insert=True)
    audit.wrote("send in file", file, by=by, purpose=kind)
    if work:
        look_through(file, work, {})
    else:
        hand_to_worker(file)
    return file


@transaction.atomic
def choose_columns(
    *, by: Viewer, file: Import, chosen: Mapping[str, str], seen: int | None = None
) -> None:
    """Say what headings mean (heading -> field, "" for not used), and judge the rows anew.

    Refuses those who may not, and an import that has begun.
    """
    row = locked(by=by, file=file, states=(State.READY,), seen=seen)
    work = prepared(by, row, chosen)
    row.rows.all().delete()
    look_through(row, work, chosen)
    audit.wrote("choose columns", row, by=by, purpose=row.subject)


@transaction.atomic
def discard(*, by: Viewer, file: Import) -> None:
    """Throw away a file that has not been brought in, with all that was noted of it.

    Refuses those who may not, and an import that has begun.
    """
    row = locked(by=by, file=file, states=(State.READY, State.FAILED), seen=None)
    audit.wrote("discard file", row, by=by, purpose=row.subject)
    row.delete()
