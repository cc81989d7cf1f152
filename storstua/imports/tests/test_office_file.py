"""The file an office really keeps: Windows-1252, a title line, semicolons, nine planted faults."""

import csv

from storstua.imports.kinds.supporters import SUPPORTERS, SupporterRow
from storstua.imports.reading import Reading, read_kind

from .factories import FILES, KNOWN, make_xlsx

CODE_OF = {
    "date": "date_impossible",
    "dup": "same_mobile_and_name",
    "mail": "mail_unclear",
    "mun": "municipality_unknown",
    "year": "year_unclear",
}


def office() -> Reading[SupporterRow]:
    content = (FILES / "office.csv").read_bytes()
    return read_kind(content, "office.csv", SUPPORTERS, KNOWN)


def test_exactly_the_planted_faults_are_found_when_the_office_file_is_read() -> None:
    with (FILES / "office-faults.csv").open() as planted:
        expected = [(int(row["line"]), CODE_OF[row["fault"]]) for row in csv.DictReader(planted)]
    assert [(fault.line, fault.code) for fault in office().faults] == expected


def test_all_other_rows_are_good_when_the_office_file_is_read() -> None:
    reading = office()
    assert (reading.count, len(reading.rows), reading.ignored) == (60, 51, ())


def test_the_faults_name_column_and_value_when_the_office_file_is_read() -> None:
    found = {(fault.line, fault.column, fault.value) for fault in office().faults}
    assert found == {
        (8, "Oppnevnt", "31.02.2021"),
        (12, "Mobil", "44414927"),
        (22, "Mobil", "45975368"),
        (24, "E-post", "kari(at)example.org"),
        (26, "Kommune", "Vestby og omegn"),
        (34, "Kommune", "Vestby og omegn"),
        (44, "E-post", "kari(at)example.org"),
        (54, "Fødselsår", "19x4"),
        (58, "E-post", "kari(at)example.org"),
    }


def test_doubles_name_the_other_line_when_the_office_file_is_read() -> None:
    others = {fault.line: fault.details["line"] for fault in office().faults if fault.details}
    assert others == {12: "11", 22: "21"}


def test_rows_that_lack_something_go_in_when_the_office_file_is_read() -> None:
    lacks = {row.line: row.lacks for row in office().rows if row.lacks}
    assert lacks == {
        11: ("declaration",),
        15: ("declaration",),
        27: ("declaration",),
        30: ("course",),
        60: ("course",),
        62: ("declaration",),
    }


def test_words_and_codes_agree_when_the_first_row_is_looked_at() -> None:
    row = office().rows[0]
    assert (row.name, row.phone, row.place.county) == ("Marit Nilsen", "+4792789320", "Akershus")
    assert row.contact_forms == ("chat", "visit")
    assert row.languages == ("nb", "en", "ur")
    assert (row.gender, row.member, row.capacity, row.birth_year) == ("f", False, 2, 1975)


def test_the_same_is_found_when_the_office_file_comes_as_a_workbook() -> None:
    with (FILES / "office.csv").open(encoding="cp1252", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    reading = read_kind(make_xlsx(rows), "office.xlsx", SUPPORTERS, KNOWN)
    assert reading.rows == office().rows
    assert reading.faults == office().faults
