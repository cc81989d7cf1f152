"""Sending in a file and looking at it before anything is brought in."""

from collections.abc import Mapping

from django.db import transaction
from procrastinate.contrib.django import app

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.imports import permissions, sealing
from storstua.imports.actions.values import NOT_YOURS, locked
from storstua.imports.choices import State
from storstua.imports.kept_headings import KeptHeadings
from storstua.imports.models import Import
from storstua.imports.organisation_known import known_of
from storstua.imports.reading import read
from storstua.imports.unreadable import LARGEST_FILE, Unreadable
from storstua.imports.working import Work
from storstua.imports.writing_down import (
    COUNTED,
    count,
    keep_headings,
    new_import,
    write_down,
    write_faults_down,
)
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


@transaction.atomic
def discard(*, by: Viewer, file: Import) -> None:
    """Throw away a file that has not been brought in, with all that was noted of it.

    Refuses those who may not, and an import that has begun.
    """
    row = locked(by=by, file=file, states=(State.READY, State.FAILED), seen=None)
    audit.wrote("discard file", row, by=by, purpose=row.subject)
    row.delete()


def hand_to_worker(file: Import) -> None:
    """Let the worker go on with the import once this transaction is through."""
    task = app.configure_task("imports.work", queue="imports", allow_unknown=True)
    task.defer(file_id=file.id)


def prepared(by: Viewer, file: Import, chosen: Mapping[str, str] | None = None) -> Work:
    """Open and read the sealed file; raises Unreadable. `chosen` None takes what was kept."""
    if chosen is None:
        chosen = headings_of(file).chosen if file.sealed_headings else {}
    known, ids = known_of(file.organisation, file.subject)
    content = sealing.content_of(file)
    reading = read(content, file.filename, file.subject, known, chosen=chosen)
    return Work(by, file.organisation, reading, ids)


def headings_of(file: Import) -> KeptHeadings:
    """The headings that were kept."""
    kept = sealing.open_json(file, "headings", bytes(file.sealed_headings or b""))
    return KeptHeadings.from_plain(kept)


def look_through(file: Import, work: Work, chosen: Mapping[str, str]) -> None:
    """Judge all rows and write down what would become of them."""
    keep_headings(file, work.reading, chosen)
    write_faults_down(file, work.reading)
    for rows, judged in work.judge():
        write_down(file, work, zip(rows, judged, strict=True), for_pages=True)
        count(file, rows, judged)
    file.state, file.done_count, file.done_line = State.READY, 0, 0
    file.write("state", "sealed_headings", "rows_count", "good_count", "worked_at", *COUNTED)
