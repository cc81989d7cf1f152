"""Opens a sealed file, reads it, and writes down what would become of its rows."""

from collections.abc import Mapping

from procrastinate.contrib.django import app

from storstua.base.viewer import Viewer
from storstua.imports import sealing
from storstua.imports.choices import State
from storstua.imports.kept_headings import KeptHeadings
from storstua.imports.models import Import
from storstua.imports.organisation_known import known_of
from storstua.imports.reading import read
from storstua.imports.working import Work
from storstua.imports.writing_down import (
    COUNTED,
    count,
    keep_headings,
    write_down,
    write_faults_down,
)


def hand_to_worker(file: Import) -> None:
    """Let the worker go on with the import once this transaction is through."""
    task = app.configure_task("imports.work", queue="imports", allow_unknown=True)
    task.defer(file_id=file.id, organisation_id=file.organisation_id)


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
