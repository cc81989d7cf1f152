"""Headings in any order and language, missing ones, doubled ones, and those we do not use."""

import pytest

from storstua.imports.kinds import KINDS
from storstua.imports.reading import read
from storstua.imports.unreadable import Unreadable

from .factories import EXAMPLES, KNOWN, SUPPORTER, fault_codes, make_csv, read_rows, rows_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Fødselsår", "birth_year"),
        ("FODSELSAR", "birth_year"),
        ("Født år", "birth_year"),
        ("birth_year", "birth_year"),
        ("Birth year*", "birth_year"),
        ("Diagnose / område", "areas"),
        ("Antall samtaler samtidig", "capacity"),
        ("Likepersonskurs", "course_on"),
        ("Oppnemnd", "appointed_on"),
        ("Taushetsløfte (dato)", "declaration_on"),
        ("declaration_on", "declaration_on"),
        ("På pause?", "paused"),
        ("Fylke", "county"),
    ],
)
def test_a_heading_is_understood_when_it_is_written_so(heading: str, field: str) -> None:
    usual = {"birth_year": "Fødselsår", "areas": "Diagnose", "course_on": "Kurs",
             "appointed_on": "Oppnevnt", "declaration_on": "Taushetserklæring"}  # fmt: skip
    headings, *rows = rows_of("supporters", {} if field in usual else {heading: ""})
    renamed = [heading if cell == usual.get(field) else cell for cell in headings]
    reading = read(make_csv([renamed, *rows]), "", "supporters", KNOWN)
    assert reading.headings.by_field[field] == heading


def test_order_does_not_count_when_the_columns_are_turned_round() -> None:
    rows = [list(reversed(row)) for row in rows_of("supporters", {})]
    assert read(make_csv(rows), "", "supporters", KNOWN).rows == read_rows("supporters", {}).rows


@pytest.mark.parametrize("kind", KINDS)
def test_english_codes_are_headings_when_they_are_our_own_fields(kind: str) -> None:
    fields = [column.field for column in KINDS[kind].columns]
    reading = read(make_csv([fields, ["x"] * len(fields)]), "", kind, KNOWN)
    assert reading.headings.fields == tuple(fields)


def test_a_column_is_ignored_and_named_when_we_do_not_know_it() -> None:
    reading = read_rows("supporters", {"Skostørrelse": "42", "": "uten overskrift"})
    assert reading.ignored == ("Skostørrelse",)
    assert fault_codes(reading) == []


@pytest.mark.parametrize("heading", ["Navn", "Kommune", "Diagnose", "Samtaleform"])
def test_a_needed_column_is_asked_for_when_it_is_not_there(heading: str) -> None:
    rows = rows_of("supporters", {}, {})
    gone = rows[0].index(heading)
    short = [[cell for at, cell in enumerate(row) if at != gone] for row in rows]
    reading = read(make_csv(short), "", "supporters", KNOWN)
    assert [(fault.line, fault.code) for fault in reading.faults] == [(1, "no_column")]
    assert (reading.rows, reading.count) == ((), 2)


def test_one_way_to_know_a_person_is_enough_when_the_others_are_not_there() -> None:
    rows = [["Medlemsnummer", "Namn", "Vil bli kontakta"], ["17", "Ola Berg", "ja"]]
    (row,) = read(make_csv(rows), "", "members", KNOWN).rows
    assert row.identity == "id:17"


def test_two_columns_are_a_fault_when_they_mean_the_same() -> None:
    reading = read_rows("supporters", {"Fullt navn": "Kari Nilsen"})
    assert fault_codes(reading) == [(1, "Fullt navn", "twin_column")]
    assert "«Navn»" in reading.faults[0].reason


def test_a_phone_column_is_left_alone_when_there_is_a_mobile_column() -> None:
    reading = read_rows("supporters", {"Telefon": "22 22 22 22"})
    assert (reading.rows[0].phone, reading.ignored) == ("+4798080892", ("Telefon",))


def test_a_phone_column_is_used_when_there_is_no_other() -> None:
    rows = [[cell.replace("Mobil", "Telefon") for cell in row] for row in rows_of("supporters", {})]
    assert read(make_csv(rows), "", "supporters", KNOWN).rows[0].phone == "+4798080892"


def test_the_name_is_put_together_when_it_stands_in_two_columns() -> None:
    rows = [["Etternavn", "Fornavn", "Mobil"], ["Berg", "Ola Per", "90000001"]]
    (row,) = read(make_csv(rows), "", "members", KNOWN).rows
    assert row.name == "Ola Per Berg"


def test_the_reader_decides_when_a_heading_is_chosen() -> None:
    rows = rows_of("supporters", {"Hva": "ja", "Medlem": "kanskje"})
    chosen = {"Hva": "member", "Medlem": ""}
    reading = read(make_csv(rows), "", "supporters", KNOWN, chosen=chosen)
    assert (reading.rows[0].member, reading.ignored) == (True, ("Medlem",))


def test_headings_are_found_when_titles_and_blank_lines_stand_above() -> None:
    rows = [["Liste pr. 1.11.2026"], [], ["Navn på laget: Nord", "", ""], *rows_of("members", {})]
    reading = read(make_csv(rows), "", "members", KNOWN)
    assert (reading.headings.line, [row.line for row in reading.rows]) == (4, [5])


def test_headings_are_skipped_when_they_come_again() -> None:
    rows = rows_of("members", {})
    again = [*rows, rows[0], ["Name", "Mobile", "Consent"], ["Eva Dahl", "90000002", "nei"]]
    reading = read(make_csv(again), "", "members", KNOWN)
    assert [row.line for row in reading.rows] == [2, 5]
    assert reading.faults == ()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_file_is_refused_when_no_line_has_our_headings(kind: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(make_csv([["rød", "blå", "grønn"], ["1", "2", "3"]]), "", kind, KNOWN)
    assert caught.value.code == "no_headings"


def test_no_two_columns_share_a_heading_when_all_kinds_are_looked_at() -> None:
    for kind in KINDS.values():
        names = [name for column in kind.columns for name in column.folded_names]
        assert sorted(names) == sorted(set(names))


def test_the_example_has_no_fault_when_it_is_read() -> None:
    assert SUPPORTER.keys() <= set(read_rows("supporters", {}).headings.written)
    assert {kind: read_rows(kind, {}).faults for kind in EXAMPLES} == dict.fromkeys(EXAMPLES, ())
