"""Writes down what became of each line of a file, sealed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import batched

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.bringing_in import CHANGED, FAULT, NEW, UNCHANGED, Judged, insert
from storstua.base.viewer import Viewer
from storstua.imports import sealing
from storstua.imports.choices import Outcome, State
from storstua.imports.faults import Fault
from storstua.imports.kept_headings import KeptHeadings
from storstua.imports.kinds import Row
from storstua.imports.line import Line
from storstua.imports.models import Import, ImportedRow
from storstua.imports.reading import Reading
from storstua.imports.working import LOT, Work
from storstua.organisations.models import Organisation

COUNTS = {
    NEW: "new_count",
    CHANGED: "changed_count",
    UNCHANGED: "unchanged_count",
    FAULT: "fault_count",
}
COUNTED = (*COUNTS.values(), "lacking_count", "done_count", "done_line")


def new_import(
    *, by: Viewer, organisation: Organisation, subject: str, content: bytes, filename: str
) -> Import:
    """An import of this file, unsaved, with the file sealed."""
    file = Import(organisation=organisation, subject=subject)
    file.filename = "".join(each for each in filename if each.isprintable())[-120:].strip()
    file.uploaded_by_id = by.person_id or None
    file.digest = sealing.digest_of(organisation.id, content)
    file.sealed_content = sealing.seal_content(file, content)
    return file


def keep_headings(file: Import, reading: Reading[Row], chosen: Mapping[str, str]) -> None:
    """Set what the file says in its headings, and how many rows it has; unsaved."""
    kept = KeptHeadings(
        reading.headings.written,
        reading.headings.fields,
        reading.headings.faults,
        chosen,
    )
    file.sealed_headings = sealing.seal_json(file, "headings", kept.as_plain())
    file.rows_count, file.good_count = reading.count, len(reading.rows)
    for name in COUNTS.values():
        setattr(file, name, 0)
    file.lacking_count = file.done_count = file.done_line = 0
    file.fault_count = len(set(reading.faulty_lines) & reading.originals.keys())


def count(file: Import, rows: Sequence[Row], judged: Sequence[Judged]) -> None:
    """Count some more rows that have been judged or brought in; unsaved."""
    for outcome, several in Counter(each.outcome for each in judged).items():
        name = COUNTS[outcome]
        setattr(file, name, getattr(file, name) + several)
    pairs = zip(rows, judged, strict=True)
    file.lacking_count += sum(row.is_lacking and each.outcome != FAULT for row, each in pairs)
    file.done_count += len(rows)
    file.done_line, file.worked_at = rows[-1].line, clock.now()


def finish(file: Import) -> None:
    """Everything has been brought in; unsaved."""
    file.state, file.finished_at = State.DONE, clock.now()


def write_down(
    file: Import, work: Work, pairs: Iterable[tuple[Row, Judged]], *, for_pages: bool = False
) -> None:
    """Write a row for each of these lines; `for_pages` in place of those that stand there.

    What stands in a line is kept when there is something to say of it, or it is `for_pages`.
    """
    rows = []
    for row, judged in pairs:
        fault = work.fault_of(judged)
        line = Line.of(work.reading.originals[row.line], row, judged, [fault] if fault else [])
        made = _row(file, row.line, Outcome(judged.outcome))
        if for_pages or line.has_something_to_say:
            made.sealed_line = sealing.seal_json(made, "line", line.as_plain())
        made.identity = sealing.identity_of(file.organisation_id, file.subject, row.identity)
        made.is_lacking = row.is_lacking
        # What is only judged to be new has no key yet.
        made.target_key = judged.key if judged.trace or judged.outcome != NEW else None
        if judged.trace:
            made.sealed_trace = sealing.seal_json(made, "trace", judged.trace.as_plain())
        rows.append(made)
    if for_pages:
        lines = [row.line for row in rows]
        ImportedRow.objects.filter(file=file, line__in=lines).delete()
    insert(ImportedRow, rows)


def note(file: Import, work: Work, judged: Sequence[Judged]) -> None:
    """Note in the audit which rows of the house were made or changed, and by which file."""
    for outcome in (NEW, CHANGED):
        keys = [each.key for each in judged if each.outcome == outcome and each.key]
        verb, came_with = f"bring in {outcome}", f"file {file.key}"
        audit.wrote_many(verb, work.desk.noun, keys, by=work.by, purpose=came_with)


def write_faults_down(file: Import, reading: Reading[Row]) -> None:
    """Write a row for each line that has faults of its own."""
    faults: Mapping[int, list[Fault]] = {line: [] for line in reading.faulty_lines}
    for fault in reading.faults:
        faults[fault.line].append(fault)
    for lines in batched(faults, LOT * 2, strict=False):
        cells = reading.originals
        insert(ImportedRow, [_faulty(file, cells.get(line, ()), faults[line]) for line in lines])


def _faulty(file: Import, cells: Sequence[str], faults: Sequence[Fault]) -> ImportedRow:
    row = _row(file, faults[0].line, Outcome.FAULT)
    row.sealed_line = sealing.seal_json(row, "line", Line(cells, faults).as_plain())
    return row


def _row(file: Import, line: int, outcome: Outcome) -> ImportedRow:
    return ImportedRow(organisation=file.organisation, file=file, line=line, outcome=outcome)
