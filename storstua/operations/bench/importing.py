"""Measures how long a spreadsheet of many rows takes to come in, and how much memory; undone."""

import csv
import io
import resource
from dataclasses import dataclass
from time import perf_counter

from storstua.base import clock
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.imports import actions
from storstua.operations.bench.acting import undone
from storstua.organisations.models import Organisation
from storstua.organisations.queries import facts_of

KIND = "supporters"
HEADINGS = (
    *("Navn", "Mobil", "E-post", "Fødselsår", "Kommune", "Diagnose", "Samtaleform", "Språk"),
    *("Oppnevnt", "Taushetserklæring", "Kurs"),
)


@dataclass(frozen=True, slots=True)
class Import:
    """What an import took: seconds to judge it and to bring it in, and memory in megabytes.

    `more_mb` is by how much the most this process ever used grew meanwhile.
    """

    rows: int
    new: int
    faults: int
    file_kb: float
    judged_seconds: float
    brought_in_seconds: float
    peak_mb: float
    more_mb: float


def sheet(area: str, rows: int) -> bytes:
    """A spreadsheet of supporters as an office keeps it, each with a number of their own."""
    day = f"{clock.today():%d.%m.%Y}"
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADINGS, delimiter=";")
    writer.writeheader()
    for number in range(rows):
        own = (
            f"Kari Nr{number:05}",
            f"9{number:07}",
            f"nr{number}@example.org",
            1950 + number % 50,
        )
        shared = ("Bodø", area, "telefon, video", "norsk", day, day, day)
        writer.writerow(dict(zip(HEADINGS, (*own, *shared), strict=True)))
    return text.getvalue().encode()


def measure(organisation: Organisation, rows: int) -> Import:
    """Judge a file of so many rows, bring it in, and take all of it back."""
    area = next(iter(facts_of(organisation).areas)).name_in("nb")
    content, by = sheet(area, rows), Viewer.command_line(organisation.id)
    before, seconds = _most_mb(), []
    with undone(), inside(organisation, by=by):
        for is_dry in (True, False):
            begun = perf_counter()
            outcome = actions.take_in(
                by=by,
                organisation=organisation,
                kind=KIND,
                content=content,
                filename="bench.csv",
                dry_run=is_dry,
            )
            seconds.append(round(perf_counter() - begun, 2))
    return Import(
        rows=outcome.rows,
        new=outcome.new,
        faults=len(outcome.faults),
        file_kb=round(len(content) / 1000, 1),
        judged_seconds=seconds[0],
        brought_in_seconds=seconds[1],
        peak_mb=_most_mb(),
        more_mb=round(_most_mb() - before, 1),
    )


def _most_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
