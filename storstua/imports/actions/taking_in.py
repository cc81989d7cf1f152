"""Taking in a whole file at once, as commands and the demo do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from django.db import transaction

from storstua.audit import actions as audit
from storstua.base.bringing_in import CHANGED, NEW, UNCHANGED, Judged
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.imports import permissions
from storstua.imports.choices import State
from storstua.imports.faults import Fault
from storstua.imports.kinds import Row
from storstua.imports.locks import NOT_YOURS
from storstua.imports.organisation_known import known_of
from storstua.imports.reading import Reading, read
from storstua.imports.working import LOT, Work
from storstua.imports.writing_down import (
    count,
    finish,
    keep_headings,
    new_import,
    note,
    write_down,
    write_faults_down,
)
from storstua.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: counts of rows, and every fault in the order of the file.

    `lacking` counts rows that went in (or would) although something lacks; `key` is the key of
    the import, None when nothing was to be written; `is_usable` is False when the headings are
    such that no row could be read.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    faults: tuple[Fault, ...]
    lacking: int
    is_usable: bool = True
    key: UUID | None = None


@transaction.atomic
def take_in(
    *,
    by: Viewer,
    organisation: Organisation,
    kind: str,
    content: bytes,
    filename: str,
    dry_run: bool = False,
    chosen: Mapping[str, str] | None = None,
) -> Outcome:
    """Bring in the good rows of a file; the faulty ones stay out and are told of.

    `kind` is a key of KINDS, `chosen` maps headings to fields. Follows: the file is kept sealed
    for seven days, in which all of it can be undone; nothing is published. With `dry_run` nothing
    is written. Raises Unreadable for a file that cannot be used as a whole; refuses those who may
    not.
    """
    if not permissions.may_import(by, organisation, kind):
        raise Refusal(NOT_YOURS)
    known, ids = known_of(organisation, kind)
    reading = read(content, filename, kind, known, chosen=chosen)
    work = Work(by, organisation, reading, ids)
    if dry_run or reading.headings.faults:
        judged = [each for _rows, several in work.judge() for each in several]
        return _outcome(work, judged)
    return _brought_in(work, content)


def _brought_in(work: Work, content: bytes) -> Outcome:
    file = new_import(
        by=work.by,
        organisation=work.organisation,
        subject=work.reading.kind,
        content=content,
        filename=work.reading.filename,
    )
    file.state = State.RUNNING
    keep_headings(file, work.reading, {})
    file.save(force_insert=True)
    audit.wrote("import file", file, by=work.by, purpose=file.subject)
    write_faults_down(file, work.reading)
    judged: list[Judged] = []
    for rows in batched(work.reading.rows, LOT, strict=False):
        several = work.bring_in(rows)
        write_down(file, work, zip(rows, several, strict=True))
        count(file, rows, several)
        note(file, work, several)
        judged += several
    finish(file)
    file.save()
    return _outcome(work, judged, file.key)


def _outcome(work: Work, judged: list[Judged], key: UUID | None = None) -> Outcome:
    """The counts and faults of a reading and what was judged of it."""
    reading: Reading[Row] = work.reading
    met = [fault for each in judged if (fault := work.fault_of(each))]
    counts = Counter(each.outcome for each in judged)
    stay_out = {fault.line for fault in met}
    return Outcome(
        rows=reading.count,
        new=counts[NEW],
        changed=counts[CHANGED],
        unchanged=counts[UNCHANGED],
        faults=tuple(sorted((*reading.faults, *met), key=lambda fault: fault.line)),
        lacking=sum(row.is_lacking and row.line not in stay_out for row in reading.rows),
        is_usable=not reading.headings.faults,
        key=key,
    )
