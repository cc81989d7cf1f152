"""Rows of each kind: what a row becomes, what is a fault, what is only lacking."""

from dataclasses import replace
from datetime import date

import pytest

from storstua.imports.kinds import ActivityRow, MemberRow, RequestRow, SupporterRow
from storstua.imports.known import Known, KnownSupporter
from storstua.imports.places import NOWHERE, Place
from storstua.imports.reading import read

from .factories import KNOWN, TODAY, fault_codes, make_csv, read_rows, rows_of

SUPPORTERS = {
    "S1": KnownSupporter(Place("Herøy", "Nordland"), "Kari Nilsen"),
    "S2": KnownSupporter(Place("Oslo", "Oslo"), "Ola Berg"),
    "S3": KnownSupporter(Place("Molde", "Møre og Romsdal"), "Ola Berg"),
}
WITH_SUPPORTERS = replace(KNOWN, supporters=SUPPORTERS)


def activity(known: Known = WITH_SUPPORTERS, **change: str) -> ActivityRow:
    (row,) = read_rows("activities", change, known=known).rows
    assert isinstance(row, ActivityRow)
    return row


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Navn", "", "missing"),
        ("Navn", "12345", "name_unclear"),
        ("Mobil", "123", "phone_unclear"),
        ("E-post", "kari(at)example.org", "mail_unclear"),
        ("Kommune", "Vestby og omegn", "municipality_unknown"),
        ("Kommune", "Herøy", "county_needed"),
        ("Diagnose", "kne", "area_unknown"),
        ("Samtaleform", "telefon, faks", "word_unknown"),
        ("Språk", "klingonsk", "word_unknown"),
        ("Fødselsår", "19x4", "year_unclear"),
        ("Fødselsår", "2027", "year_future"),
        ("Fødselsår", "1875", "year_too_old"),
        ("Oppnevnt", "31.02.2021", "date_impossible"),
        ("Oppnevnt", "ja", "date_unclear"),
        ("Taushetserklæring", "01.01.2027", "date_future"),
        ("Kurs", "23.11.2026", "date_future"),
        ("Kurs", "01.06.1975", "before_birth"),
        ("Kjønn", "ukjent", "word_unknown"),
        ("Medlem", "kanskje", "yes_no_unclear"),
        ("Kapasitet", "mange", "number_unclear"),
        ("Kapasitet", "-1", "number_outside"),
        ("Kapasitet", "1000", "number_outside"),
        ("Fylke", "Nordland", "county_other"),
        ("Fylke", "Norge", "county_unknown"),
        ("Id", "x" * 41, "text_too_long"),
        ("Livsfase", "ferie", "word_unknown"),
        ("Tema", "bil", "word_unknown"),
    ],
)
def test_a_supporter_has_one_fault_when_one_cell_is_wrong(
    column: str, value: str, code: str
) -> None:
    reading = read_rows("supporters", {}, {"Navn": "Eva Dahl", "E-post": "e@e.no", column: value})
    assert fault_codes(reading) == [(3, column, code)]
    assert [row.line for row in reading.rows] == [2]


def test_all_faults_of_a_row_show_when_several_cells_are_wrong() -> None:
    reading = read_rows("supporters", {"Mobil": "1", "E-post": "x", "Fødselsår": "75"})
    assert {code for _, _, code in fault_codes(reading)} == {
        "phone_unclear",
        "mail_unclear",
        "year_unclear",
    }


def test_a_supporter_goes_in_when_the_county_tells_which_municipality() -> None:
    (row,) = read_rows("supporters", {"Kommune": "Herøy", "Fylke": "Nordland"}).rows
    assert row.place == Place("Herøy", "Nordland")


def test_a_supporter_only_lacks_things_when_cells_are_empty() -> None:
    empty = dict.fromkeys(
        ("Oppnevnt", "Taushetserklæring", "Kurs", "Fødselsår", "Kommune", "Diagnose", "Språk",
         "Samtaleform"), ""
    )  # fmt: skip
    (row,) = read_rows("supporters", empty).rows
    assert row.lacks == (
        "appointment",
        "declaration",
        "course",
        "birth_year",
        "municipality",
        "areas",
        "languages",
        "contact_forms",
    )


@pytest.mark.parametrize(
    ("born", "lacks"), [("2007", ()), ("2008", ("age",)), ("2026", ("age", "x"))]
)
def test_a_supporter_lacks_the_age_until_the_year_of_the_birthday_is_over(
    born: str, lacks: tuple[str, ...]
) -> None:
    days = dict.fromkeys(("Oppnevnt", "Taushetserklæring", "Kurs"), "nei")
    needs = replace(KNOWN, needs=frozenset())
    (row,) = read_rows("supporters", days | {"Fødselsår": born}, known=needs).rows
    assert row.lacks == lacks[:1]


def test_a_supporter_with_more_talks_than_the_organisation_allows_is_told_and_stays() -> None:
    limited = replace(KNOWN, load_limit=2)
    many, few = {"Antall samtaler samtidig": "3"}, {"Antall samtaler samtidig": "2", "Navn": "Eva"}
    rows = read_rows("supporters", many, few, known=limited).rows
    assert [(row.lacks, row.is_lacking) for row in rows] == [(("capacity",), False), ((), False)]


def test_membership_is_lacking_when_the_organisation_asks_for_it() -> None:
    needs = replace(KNOWN, needs=frozenset({"membership"}))
    reading = read_rows(
        "supporters", {"Medlem": "nei"}, {"Medlem": "ja", "Navn": "Eva"}, known=needs
    )
    assert [row.lacks for row in reading.rows] == [("membership",), ()]


def test_a_person_is_a_fault_when_nothing_tells_who_it_is() -> None:
    reading = read_rows("supporters", {"Mobil": "", "E-post": ""})
    assert fault_codes(reading) == [(2, "Mobil", "unknowable")]


@pytest.mark.parametrize(
    ("change", "identity"),
    [
        ({"Id": "S 7"}, "id:S 7"),
        ({"Navn": "KARI  Nílsen"}, "mobile:+4798080892|kari nilsen"),
        ({"Mobil": "-"}, "mail:kari@example.org|kari nilsen"),
    ],
)
def test_the_identity_is_the_surest_there_is_when_a_person_is_read(
    change: dict[str, str], identity: str
) -> None:
    (row,) = read_rows("supporters", change).rows
    assert row.identity == identity


def test_a_request_becomes_codes_when_it_is_read() -> None:
    change = {
        "Rolle": "forelder", "Aldersgruppe": "Under 18", "Språk": "engelsk, norsk",
        "Ønsket kjønn": "samme", "Ønsket alder": "samme alder", "Må": "språk og område",
        "Ikke denne": "S2, Kari Nilsen", "Tema": "håp", "Kommune": "Moss",
    }  # fmt: skip
    (row,) = read_rows("requests", change, known=WITH_SUPPORTERS).rows
    assert isinstance(row, RequestRow)
    assert (row.received_on, row.area, row.role) == (date(2026, 11, 1), "rygg", "parent")
    assert (row.age_band, row.languages, row.contact_forms) == ("under18", ("en", "nb"), ("phone",))
    assert (row.wish_gender, row.wish_age, row.must) == ("same", "similar", ("language", "area"))
    assert (row.excluded, row.themes, row.place.county) == (("S2", "S1"), ("hope",), "Østfold")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Mottatt", "", "missing"),
        ("Mottatt", "24.12.2026", "date_future"),
        ("Diagnose", "nakke, rygg", "only_one"),
        ("Diagnose", "kne", "area_unknown"),
        ("Aldersgruppe", "ung", "word_unknown"),
        ("Må", "alt", "word_unknown"),
        ("Ikke denne", "S9", "supporter_unknown"),
        ("Ikke denne", "Ola Berg", "supporter_unclear"),
    ],
)
def test_a_request_has_one_fault_when_one_cell_is_wrong(column: str, value: str, code: str) -> None:
    reading = read_rows("requests", {column: value}, known=WITH_SUPPORTERS)
    assert fault_codes(reading) == [(2, column, code)]


def test_an_activity_becomes_codes_when_it_is_read() -> None:
    row = activity(**{"Type": "Besøk", "Måte": "", "Utført av": "Kari Nilsen", "Land": "Norge",
                      "Eget arrangement": "ja", "Godkjent leder": "nei"})  # fmt: skip
    assert (row.done_on, row.type, row.mode) == (date(2025, 2, 1), "oppsokende", "physical")
    assert (row.minutes, row.participants, row.supporters) == (30, 1, ("S1",))
    assert (row.country, row.own_event, row.led_by_supporter, row.kind) == (
        "NO",
        True,
        False,
        "normal",
    )


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Dato", "", "missing"),
        ("Dato", "23.11.2026", "date_future"),
        ("Type", "fisketur", "word_unknown"),
        ("Måte", "", "missing"),
        ("Minutter", "lenge", "number_unclear"),
        ("Minutter", "", "missing"),
        ("Deltakere", "2,5", "number_unclear"),
        ("Deltakere", "", "missing"),
        ("Utført av", "S9", "supporter_unknown"),
        ("Utført av", "S2 og Ola Berg", "supporter_unclear"),
        ("Kommune", "Utlandet", "municipality_unknown"),
        ("Land", "Langtvekkistan", "word_unknown"),
        ("Merknad", "fest", "word_unknown"),
    ],
)
def test_an_activity_has_one_fault_when_one_cell_is_wrong(
    column: str, value: str, code: str
) -> None:
    reading = read_rows("activities", {column: value}, known=WITH_SUPPORTERS)
    assert fault_codes(reading) == [(2, column, code)]


def test_an_activity_contradicts_itself_when_type_and_way_do_not_go_together() -> None:
    reading = read_rows("activities", {"Type": "Besøk", "Måte": "telefon"})
    assert fault_codes(reading) == [(2, "Måte", "contradiction")]


@pytest.mark.parametrize(("who", "county"), [("S1", "Nordland"), ("S3", "Møre og Romsdal")])
def test_the_supporters_county_is_taken_when_the_municipality_has_namesakes(
    who: str, county: str
) -> None:
    assert activity(**{"Kommune": "Herøy", "Utført av": who}).place == Place("Herøy", county)


@pytest.mark.parametrize("who", ["S2", ""])
def test_the_county_is_asked_for_when_the_supporter_does_not_tell(who: str) -> None:
    reading = read_rows("activities", {"Kommune": "Herøy", "Utført av": who}, known=WITH_SUPPORTERS)
    assert fault_codes(reading) == [(2, "Kommune", "county_needed")]


def test_any_place_is_taken_when_the_activity_was_abroad() -> None:
    assert activity(Land="SE", Kommune="Göteborg").place == NOWHERE
    assert activity(Land="Sverige", Kommune="Moss").place == Place("Moss", "Østfold")


def test_hours_are_turned_to_minutes_when_that_is_the_column() -> None:
    rows = [["Dato", "Type", "Timer", "Deltakere", "Utført av"],
            ["1.2.25", "telefonsamtale", "1,5", "1", "hvem som helst"]]  # fmt: skip
    (row,) = read(make_csv(rows), "", "activities", KNOWN).rows
    assert (row.minutes, row.type, row.mode) == (90, "talk", "phone")


def test_a_member_has_not_agreed_when_the_cell_is_empty() -> None:
    rows = read_rows("members", {}, {"Navn": "Eva", "Vil bli kontaktet": ""}).rows
    assert all(isinstance(row, MemberRow) for row in rows)
    assert [row.may_contact for row in rows] == [True, None]


def test_what_nothing_needs_of_a_member_is_told_as_not_used() -> None:
    reading = read_rows("members", {"Kommune": "Bergen", "Medlem siden": "2015"})
    headings = reading.headings
    used = {each for each, field in zip(headings.written, headings.fields, strict=True) if field}
    assert used == {"Navn", "Mobil", "Vil bli kontaktet"}


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (b"Eva Dahl;90000002;ja;kom igjen", "Vil bli kontaktet", "too_many_cells"),
        (b"Eva Dahl;90000002", "", "too_few_cells"),
        (b'"Eva Dahl;90000002;ja', "", "open_quote"),
        (b"Oppdatert i dag;;", "Navn", "stray_line"),
        (b"Sum: 1", "Navn", "too_few_cells"),
    ],
)
def test_a_line_is_one_fault_when_it_cannot_be_taken_apart(
    line: bytes, column: str, code: str
) -> None:
    good = make_csv(rows_of("members", {}, {"Navn": "Liv", "Mobil": "90000003"}))
    reading = read(good + line + b"\r\n", "", "members", KNOWN)
    assert fault_codes(reading) == [(4, column, code)]
    assert (reading.count, len(reading.rows)) == (3, 2)


def test_short_lines_are_fine_when_the_file_leaves_out_empty_cells_at_the_end() -> None:
    content = (
        b"Navn;Mobil;Kommune;Vil bli kontaktet\nLiv;90000001\nEva;90000002\nOla;90000003;;ja\n"
    )
    assert len(read(content, "", "members", Known(today=TODAY)).rows) == 3


def test_a_column_without_heading_is_left_alone_when_it_holds_notes() -> None:
    rows = [[*row, ""] for row in rows_of("members", {})]
    rows[1][-1] = "ringt i mars"
    assert fault_codes(read(make_csv(rows), "", "members", KNOWN)) == []


@pytest.mark.parametrize(
    ("written", "name", "family"),
    [
        ("Kari Nilsen", "Kari Nilsen", "Nilsen"),
        ("Nilsen, Kari Anne", "Kari Anne Nilsen", "Nilsen"),
        ("Eva von der Lippe", "Eva von der Lippe", "von der Lippe"),
        ("Máret", "Máret", ""),
        ("Berg, Dal, Eva", "Berg, Dal, Eva", "Eva"),
    ],
)
def test_given_and_family_name_are_told_apart_when_they_stand_in_one_cell(
    written: str, name: str, family: str
) -> None:
    row = read_rows("supporters", {"Navn": written}).rows[0]
    assert isinstance(row, SupporterRow)
    assert (row.name, row.family_name) == (name, family)


def test_names_keep_their_parts_when_they_stand_in_two_cells() -> None:
    content = make_csv([["Fornavn", "Etternavn", "Id"], ["Eva", "Berg Dal", "1"]])
    row = read(content, "", "members", KNOWN).rows[0]
    assert isinstance(row, MemberRow)
    assert (row.name, row.family_name) == ("Eva Berg Dal", "Berg Dal")


def test_a_part_of_a_name_that_has_no_room_is_a_fault() -> None:
    reading = read_rows("members", {"Navn": f"Eva {'x' * 81}"})
    assert fault_codes(reading) == [(2, "Navn", "text_too_long")]
