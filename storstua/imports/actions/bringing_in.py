"""Bringing in the good rows of a file that was looked at: at once, or by the worker."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import batched
from uuid import UUID

from django.db import transaction

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.imports import permissions, sealing
from storstua.imports.choices import State
from storstua.imports.kinds import Row
from storstua.imports.locks import NOT_YOURS, locked, locked_row
from storstua.imports.looking_through import hand_to_worker, look_through, prepared
from storstua.imports.models import Import, ImportedRow
from storstua.imports.unreadable import Unreadable
from storstua.imports.working import LOT, Work
from storstua.imports.writing_down import COUNTED, COUNTS, count, finish, note, write_down

AT_ONCE = 300


@transaction.atomic
def bring_in(*, by: Viewer, file: Import, seen: int | None = None) -> Import:
    """Bring in the good rows, at once when there are at most 300, else by the worker.

    Follows: all of it can be undone for seven days; nothing is published. Refuses those who may
    not, an import that has begun, and one that was read anew since version `seen`.
    """
    row = locked(by=by, file=file, states=(State.READY,), seen=seen)
    row.state, row.worked_at = State.RUNNING, clock.now()
    # The worker counts anew what really becomes of each row.
    for name in COUNTS.values():
        setattr(row, name, 0)
    row.lacking_count, row.fault_count = 0, row.rows_count - row.good_count
    row.write("state", "worked_at", *COUNTED)
    audit.wrote("import file", row, by=by, purpose=row.subject)
    if row.good_count <= AT_ONCE:
        work_on(by=by, file_id=row.id)
    else:
        hand_to_worker(row)
    return row


def work_on(*, by: Viewer, file_id: int) -> None:
    """Read the file, or bring its rows in, from where it was left; some rows in each transaction.

    A file that cannot be used as a whole ends as FAILED, with the reason kept. Refuses those who
    may not.
    """
    with inside(by.organisation_id, by=by):
        file = Import.objects.select_related("organisation").get(id=file_id)
    if not permissions.may_import(by, file.organisation, file.subject):
        raise Refusal(NOT_YOURS)
    as_sent = replace(by, person_id=by.person_id or file.uploaded_by_id or 0)
    if file.state == State.READING:
        with inside(file.organisation_id, by=as_sent):
            _read_through(as_sent, file)
    elif file.state == State.RUNNING:
        with inside(file.organisation_id, by=as_sent):
            work = prepared(as_sent, file)
            work.earlier |= _brought_in_already(file)
        rows = [row for row in work.reading.rows if row.line > file.done_line]
        with vault.keys_held():
            for lot in batched(rows, LOT, strict=False):
                with inside(file.organisation_id, by=as_sent):
                    _bring_in_lot(file, work, lot)
        with inside(file.organisation_id, by=as_sent):
            _end(file)


def _read_through(by: Viewer, file: Import) -> None:
    row = locked_row(file.id)
    if row.state != State.READING:
        return
    try:
        look_through(row, prepared(by, row), {})
    except Unreadable as fault:
        reason = {"code": fault.code, "details": fault.details}
        row.sealed_headings = sealing.seal_json(row, "reason", reason)
        row.state = State.FAILED
        row.write("state", "sealed_headings")


def _bring_in_lot(file: Import, work: Work, rows: Sequence[Row]) -> None:
    """Bring in some rows, unless another worker has done so meanwhile."""
    row = locked_row(file.id)
    if row.state != State.RUNNING or row.done_line >= rows[0].line:
        return
    with vault.new_keys_together():
        judged = work.bring_in(rows)
    write_down(row, work, zip(rows, judged, strict=True), for_pages=True)
    count(row, rows, judged)
    note(row, work, judged)
    row.write("worked_at", *COUNTED)


def _end(file: Import) -> None:
    row = locked_row(file.id)
    if row.state == State.RUNNING:
        finish(row)
        row.write("state", "finished_at")


def _brought_in_already(file: Import) -> dict[UUID, int]:
    """The lines that were brought in before the work was broken off, by what they became."""
    rows = ImportedRow.objects.filter(file=file, line__lte=file.done_line, target_key__isnull=False)
    return {key: line for key, line in rows.values_list("target_key", "line") if key}
