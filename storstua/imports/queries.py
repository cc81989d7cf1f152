"""What the pages and jobs need to know about imports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from storstua import vault
from storstua.base import clock
from storstua.imports import sealing
from storstua.imports.choices import Outcome, State
from storstua.imports.kept_headings import KeptHeadings
from storstua.imports.kinds import Row
from storstua.imports.line import Line
from storstua.imports.models import KEPT, Import, ImportedRow
from storstua.imports.organisation_known import known_of
from storstua.imports.reading import Reading, read
from storstua.imports.unreadable import REASONS, Unreadable

ROWS_PER_PAGE = 50
FILES_PER_PAGE = 25
LEFT_AFTER = timedelta(minutes=5)
COUNT_OF = {
    Outcome.NEW: "new_count",
    Outcome.CHANGED: "changed_count",
    Outcome.UNCHANGED: "unchanged_count",
    Outcome.FAULT: "fault_count",
}


type File = Import


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a line; `is_faulty` when something is wrong with it."""

    text: str
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One line of a file as a page shows it; `reasons` are sentences, `changes` headings."""

    line: int
    outcome: Outcome
    cells: Sequence[Cell]
    reasons: Sequence[str]
    lacks: Sequence[str]
    marks: Sequence[str]
    changes: Sequence[str]


def page_of_files(files: QuerySet[Import], number: str | None) -> Page[Import]:
    """The imports, newest first; two queries."""
    newest = files.select_related("uploaded_by")
    return Paginator(newest.order_by("-created_at", "-id"), FILES_PER_PAGE).get_page(number)


def headings_of(file: Import) -> KeptHeadings:
    """The headings that were kept; none when they have been deleted."""
    if not file.sealed_headings or file.state == State.FAILED:
        return KeptHeadings((), ())
    try:
        return KeptHeadings.from_plain(sealing.open_json(file, "headings", file.sealed_headings))
    except vault.Tampered:
        return KeptHeadings((), ())


def reason_of(file: Import) -> str:
    """Why a FAILED file could not be read, in the language that is active now; "" if unknown."""
    try:
        kept = sealing.open_json(file, "reason", file.sealed_headings or b"")
    except vault.Tampered:
        return ""
    sentence = str(REASONS[kept["code"]])
    return sentence % kept["details"] if kept["details"] else sentence


def counts_of(file: Import) -> dict[Outcome, int]:
    """How many rows have each outcome, those that are there only."""
    counts = {outcome: getattr(file, name) for outcome, name in COUNT_OF.items()}
    return {outcome: count for outcome, count in counts.items() if count}


def page_of_rows(
    file: Import, headings: KeptHeadings, outcome: str, number: str | None
) -> Page[ShownRow]:
    """The lines of a file, all or those with one outcome; one query."""
    rows = file.rows.order_by("line")
    counts = counts_of(file)
    counted = sum(counts.values())
    if outcome:
        rows = rows.filter(outcome=outcome)
        counted = counts.get(Outcome(outcome), 0)
    paginator = Paginator(rows, ROWS_PER_PAGE)
    # The number stands with the import already.
    paginator.__dict__["count"] = counted
    page = paginator.get_page(number)
    shown = [_shown(file, headings, row) for row in page.object_list]
    return Page(shown, page.number, page.paginator)  # type: ignore[arg-type]


def _shown(file: Import, headings: KeptHeadings, row: ImportedRow) -> ShownRow:
    line = line_of(row)
    wrong = {fault.column for fault in line.faults if fault.column}
    # Of a file from the command line, or one that was deleted, nothing is kept to show.
    width = len(headings.written) if line.cells else 0
    named = zip(headings.written[:width], _filled(line.cells, width), strict=True)
    return ShownRow(
        line=row.line,
        outcome=Outcome(row.outcome),
        cells=[Cell(text, heading in wrong) for heading, text in named],
        reasons=[f"{fault.column}: {fault.reason}".removeprefix(": ") for fault in line.faults],
        lacks=line.lack_texts,
        marks=line.mark_texts,
        changes=[headings.name_of(file.subject, field) for field in line.fields],
    )


def line_of(row: ImportedRow) -> Line:
    """What was kept of a line; nothing when it has been deleted."""
    if not row.sealed_line:
        return Line(())
    try:
        return Line.from_plain(sealing.open_json(row, "line", row.sealed_line))
    except vault.Tampered:
        return Line(())


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def faulty_reading(file: Import) -> Reading[Row] | None:
    """The file read again with all faults of its rows; None when it is gone, or its keys are."""
    if not file.sealed_content or not file.fault_count:
        return None
    known, _ids = known_of(file.organisation, file.subject)
    try:
        content, chosen = sealing.content_of(file), headings_of(file).chosen
        reading = read(content, file.filename, file.subject, known, chosen=chosen)
    except (Unreadable, vault.Tampered):
        return None
    rows = file.rows.filter(outcome=Outcome.FAULT).order_by("line")
    faults = [fault for row in rows for fault in line_of(row).faults]
    return replace(reading, faults=tuple(faults))


def same_before(file: Import) -> Import | None:
    """An earlier import of the very same file, that has not been undone."""
    earlier = Import.objects.filter(
        organisation_id=file.organisation_id, digest=file.digest, state=State.DONE
    )
    return earlier.exclude(id=file.id).order_by("-id").defer("sealed_content").first()


def is_there(file_id: int) -> bool:
    """True while the import has not been discarded."""
    return Import.objects.filter(id=file_id).exists()


def left_lying() -> list[int]:
    """The imports here that are at work, but where nothing has happened for five minutes."""
    files = Import.objects.filter(
        state__in=(State.READING, State.RUNNING), worked_at__lt=clock.now() - LEFT_AFTER
    )
    return list(files.order_by("id").values_list("id", flat=True))


def time_is_over() -> list[int]:
    """The imports here whose file must go."""
    before = clock.now() - KEPT
    finished = Q(finished_at__lt=before)
    never = Q(finished_at__isnull=True, worked_at__lt=before)
    files = Import.objects.filter(finished | never, sealed_content__isnull=False)
    return list(files.order_by("id").values_list("id", flat=True))


def labels_of(file: Import, lines: Iterable[int]) -> list[str]:
    """Each of these lines in words: its number and, where it was kept, its first filled cell."""
    rows = file.rows.filter(line__in=list(lines)).order_by("line")
    found = []
    for row in rows:
        first = next((cell for cell in line_of(row).cells if cell), "")
        number = _("Linje %(line)s") % {"line": row.line}
        found.append(f"{number}: {first}" if first else number)
    return found
