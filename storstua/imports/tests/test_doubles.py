"""The same row twice is a fault that names the other line; what is only alike gets a mark."""

import pytest

from storstua.imports.faults import Mark

from .factories import fault_codes, read_rows

OTHER = {"requests": "Samtaleform", "activities": "Måte"}


@pytest.mark.parametrize(
    ("first", "second", "column", "code"),
    [
        ({"Id": "1"}, {"Id": "1", "Navn": "Eva", "Mobil": "90000001", "E-post": ""}, "Id",
         "same_id"),
        ({}, {"Mobil": "+47 98080892", "E-post": "", "Navn": "KARI NILSEN"}, "Mobil",
         "same_mobile_and_name"),
        ({"Id": "1"}, {"Id": "2"}, "Mobil", "same_mobile_and_name"),
        ({}, {"Mobil": "90000001"}, "E-post", "same_mail_and_name"),
        ({}, {"Mobil": "", "E-post": "Kari@example.org"}, "E-post", "same_mail_and_name"),
    ],
)  # fmt: skip
def test_the_later_row_has_one_fault_when_two_are_the_same_person(
    first: dict[str, str], second: dict[str, str], column: str, code: str
) -> None:
    reading = read_rows(
        "supporters", first, {"Navn": "Liv", "Mobil": "90000009", "E-post": "", "Id": ""}, second
    )
    assert fault_codes(reading) == [(4, column, code)]
    assert reading.faults[0].details == {"line": "2"}
    assert [row.line for row in reading.rows] == [2, 3]


def test_each_double_names_the_first_when_there_are_three() -> None:
    reading = read_rows("supporters", {}, {}, {})
    assert [(fault.line, fault.details["line"]) for fault in reading.faults] == [(3, "2"), (4, "2")]


def test_a_double_is_told_when_the_first_row_has_another_fault() -> None:
    reading = read_rows("supporters", {"Fødselsår": "75"}, {})
    assert fault_codes(reading) == [
        (2, "Fødselsår", "year_unclear"),
        (3, "Mobil", "same_mobile_and_name"),
    ]


@pytest.mark.parametrize(
    ("second", "marks"),
    [
        ({"Navn": "Eva", "Mobil": "90000001"}, (Mark("same_mail", 2),)),
        ({"Navn": "Eva", "E-post": "eva@example.org"}, (Mark("same_mobile", 2),)),
        ({"Navn": "Eva"}, (Mark("same_mail", 2), Mark("same_mobile", 2))),
        ({"Navn": "Eva", "E-post": "", "Mobil": "90000001"}, ()),
    ],
)
def test_the_row_goes_in_with_a_mark_when_it_shares_a_mail_or_mobile(
    second: dict[str, str], marks: tuple[Mark, ...]
) -> None:
    reading = read_rows("supporters", {}, second)
    assert reading.faults == ()
    assert [row.marks for row in reading.rows] == [(), marks]


@pytest.mark.parametrize("kind", ["requests", "activities"])
def test_two_rows_are_a_fault_when_they_say_the_same_without_id(kind: str) -> None:
    reading = read_rows(kind, {"Id": ""}, {"Id": ""}, {"Id": "", OTHER[kind]: "video"})
    assert [(fault.line, fault.code) for fault in reading.faults] == [(3, "same_row")]


@pytest.mark.parametrize("kind", ["requests", "activities"])
def test_rows_may_say_the_same_when_each_has_its_id(kind: str) -> None:
    reading = read_rows(kind, {"Id": "1"}, {"Id": "2"})
    assert [row.identity for row in reading.rows] == ["id:1", "id:2"]


def test_an_activity_is_known_again_when_it_has_no_id() -> None:
    once = read_rows("activities", {}, {"Dato": "02.02.2025"})
    again = read_rows("activities", {"Dato": "2. februar 2025"}, {})
    assert {row.identity for row in once.rows} == {row.identity for row in again.rows}
