"""Small files of each kind, made from plain values."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from storstua.imports.kinds import Row
from storstua.imports.known import Known
from storstua.imports.reading import Reading, read

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 22)
AREAS = {name: name for name in ("nakke", "rygg", "migrene", "fibromyalgi", "nervesmerter")}
KNOWN = Known(today=TODAY, areas=AREAS, minimum_age=18)

SUPPORTER = {
    "Navn": "Kari Nilsen",
    "Mobil": "980 80 892",
    "E-post": "kari@example.org",
    "Kommune": "Bærum",
    "Diagnose": "nakke",
    "Samtaleform": "telefon",
    "Språk": "norsk",
    "Fødselsår": "1975",
    "Oppnevnt": "12.01.2020",
    "Taushetserklæring": "12.01.2020",
    "Kurs": "24.10.2019",
}
REQUEST = {
    "Id": "R1",
    "Mottatt": "01.11.2026",
    "Diagnose": "rygg",
    "Samtaleform": "telefon",
}
ACTIVITY = {
    "Dato": "01.02.2025",
    "Type": "samtale",
    "Måte": "telefon",
    "Minutter": "30",
    "Deltakere": "1",
    "Utført av": "S1",
    "Kommune": "Bodø",
}
MEMBER = {"Navn": "Ola Berg", "Mobil": "90000001", "Vil bli kontaktet": "ja"}
EXAMPLES = {
    "supporters": SUPPORTER,
    "requests": REQUEST,
    "activities": ACTIVITY,
    "members": MEMBER,
}


def make_csv(rows: Sequence[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def make_xlsx(rows: Sequence[Sequence[object]], sheet: str = "Ark1", first_row: int = 0) -> bytes:
    """Rows on one sheet; days become real Excel days."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"default_date_format": "dd.mm.yyyy"})
    page = workbook.add_worksheet(sheet)
    for row, cells in enumerate(rows, start=first_row):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    workbook.close()
    return content.getvalue()


def rows_of(kind: str, *changes: dict[str, str]) -> list[list[str]]:
    """A heading line and one row per change of the example of that kind."""
    rows = [EXAMPLES[kind] | change for change in changes]
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return [headings, *([row.get(heading, "") for heading in headings] for row in rows)]


def read_rows(kind: str, *changes: dict[str, str], known: Known = KNOWN) -> Reading[Row]:
    return read(make_csv(rows_of(kind, *changes)), "file.csv", kind, known)


def fault_codes(reading: Reading[Row]) -> list[tuple[int, str, str]]:
    """(line, column, code) of each fault."""
    return [(fault.line, fault.column, fault.code) for fault in reading.faults]
