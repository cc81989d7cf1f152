"""XLSX: real days, numbers and ticks as cells; hidden and doubled sheets; hostile workbooks."""

import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from storstua.imports.reading import read
from storstua.imports.unreadable import Unreadable
from storstua.imports.workbook_reader import read_workbook, text_of

from .factories import KNOWN, fault_codes, make_xlsx

HEADINGS = [
    "Navn",
    "Mobil",
    "Kommune",
    "Diagnose",
    "Samtaleform",
    "Fødselsår",
    "Oppnevnt",
    "Medlem",
]
ROW = ["Kari", 98080892, "Bodø", "nakke", "telefon", 1975, date(2020, 1, 12), True]


def two_sheets(*, hide: bool) -> bytes:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    for name in ("Nord", "Sør"):
        sheet = workbook.add_worksheet(name)
        sheet.write_row(0, 0, HEADINGS[:5])
        sheet.write_row(1, 0, [f"Kari {name}", *ROW[1:5]])
    if hide:
        sheet.hide()
    workbook.close()
    return content.getvalue()


def patched(content: bytes, member: str, pattern: bytes, replacement: bytes) -> bytes:
    """The workbook with one of its parts changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == member:
                part, count = re.subn(pattern, replacement, part)
                assert count
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return changed.getvalue()


def test_days_numbers_and_ticks_are_read_when_the_cells_hold_them() -> None:
    (row,) = read(make_xlsx([HEADINGS, ROW]), "f.xlsx", "supporters", KNOWN).rows
    assert (row.phone, row.birth_year, row.appointed_on, row.member) == (
        "+4798080892",
        1975,
        date(2020, 1, 12),
        True,
    )


def test_a_day_is_read_when_the_cell_holds_only_its_number() -> None:
    cells = [*ROW[:6], 43842, "ja"]
    (row,) = read(make_xlsx([HEADINGS, cells]), "f.xlsx", "supporters", KNOWN).rows
    assert row.appointed_on == date(2020, 1, 12)


def test_lines_are_those_of_the_sheet_when_the_table_starts_lower_down() -> None:
    bad = [*ROW[:2], "Vestby og omegn", *ROW[3:]]
    content = make_xlsx(
        [["Liste", *[""] * 7], HEADINGS, ROW, ["Ola", 90000001, *bad[2:]]], first_row=4
    )
    reading = read(content, "f.xlsx", "supporters", KNOWN)
    assert (reading.headings.line, [row.line for row in reading.rows]) == (6, [7])
    assert fault_codes(reading) == [(8, "Kommune", "municipality_unknown")]


def test_the_other_sheet_is_left_alone_when_it_is_hidden() -> None:
    reading = read(two_sheets(hide=True), "f.xlsx", "supporters", KNOWN)
    assert (reading.sheet, [row.name for row in reading.rows]) == ("Nord", ["Kari Nord"])


def test_the_file_is_refused_when_two_sheets_hold_such_rows() -> None:
    with pytest.raises(Unreadable, match="Nord, Sør"):
        read(two_sheets(hide=False), "f.xlsx", "supporters", KNOWN)


def test_the_table_is_found_when_an_explanation_comes_first() -> None:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    workbook.add_worksheet("Forklaring").write(0, 0, "Slik fyller du ut")
    sheet = workbook.add_worksheet("Liste")
    sheet.write_row(0, 0, HEADINGS[:5])
    sheet.write_row(1, 0, ROW[:5])
    workbook.close()
    assert read(content.getvalue(), "f.xlsx", "supporters", KNOWN).sheet == "Liste"


@pytest.mark.parametrize("place", [b'r="XFD1048576"', b'r="A9999999"'])
def test_the_server_stands_when_a_cell_lies_at_the_end_of_the_world(place: bytes) -> None:
    far = patched(make_xlsx([HEADINGS, ROW]), "xl/worksheets/sheet1.xml", rb'r="H2"', place)
    with pytest.raises(Unreadable) as caught:
        read(far, "f.xlsx", "supporters", KNOWN)
    assert caught.value.code == "too_heavy"


def test_the_server_stands_when_one_long_text_is_used_a_million_times() -> None:
    row = b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>'
    rows = b"".join(row % (number, number) for number in range(3, 90_000))
    content = make_xlsx([["x" * 32_000], ["y"]])
    swollen = patched(content, "xl/worksheets/sheet1.xml", rb"</sheetData>", rows + b"</sheetData>")
    with pytest.raises(Unreadable) as caught:
        read(swollen, "f.xlsx", "supporters", KNOWN)
    assert caught.value.code == "too_heavy"


def test_a_workbook_is_refused_when_a_part_of_it_is_cut() -> None:
    content = make_xlsx([HEADINGS, ROW])
    with pytest.raises(Unreadable) as caught:
        read(content[: len(content) // 2], "f.xlsx", "supporters", KNOWN)
    assert caught.value.code == "broken"


def test_a_workbook_is_refused_when_its_sheet_is_damaged() -> None:
    content = bytearray(make_xlsx([HEADINGS, ROW]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    content[part.header_offset + 100] ^= 0x55
    damaged = bytes(content)
    with pytest.raises(Unreadable) as caught:
        read(damaged, "f.xlsx", "supporters", KNOWN)
    assert caught.value.code == "broken"


def test_a_workbook_is_refused_when_it_is_locked_inside() -> None:
    content = make_xlsx([HEADINGS, ROW])
    at = content.index(b"PK\x01\x02") + 8
    locked = content[:at] + b"\x01" + content[at + 1 :]
    with pytest.raises(Unreadable) as caught:
        read(locked, "f.xlsx", "supporters", KNOWN)
    assert caught.value.code == "locked"


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([[]], {"sheets": [("Ark1", [])]}),
        ([["a", 1.0, ""], [], ["b"]], {"sheets": [("Ark1", [(1, ["a", "1"]), (3, ["b"])])]}),
        ([["x"] * 201], {"refused": "too_many_columns"}),
        ([["x"]] * 100_101, {"refused": "too_many_rows"}),
        ([["x" * 32_000]] * 1_900, {"refused": "too_heavy"}),
    ],
)
def test_the_reader_answers_when_a_workbook_comes_in(
    rows: list[list[object]], answer: dict[str, object]
) -> None:
    assert read_workbook(io.BytesIO(make_xlsx(rows))) == answer


def test_the_reader_says_broken_when_it_is_no_workbook() -> None:
    assert read_workbook(io.BytesIO(b"PK no")) == {"refused": "broken"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (True, "ja"),
        (False, "nei"),
        (2.0, "2"),
        (2.5, "2.5"),
        (4798080892.0, "4798080892"),
        (datetime(2020, 1, 12), "2020-01-12"),
        (datetime(2020, 1, 12, 8, 30), "2020-01-12 08:30:00"),
        (time(1, 30), "01:30:00"),
        ("Åse", "Åse"),
    ],
)
def test_a_cell_reads_as_a_person_would_write_it_when_it_is_no_text(
    cell: bool | float | str | datetime | time, text: str
) -> None:
    assert text_of(cell) == text
