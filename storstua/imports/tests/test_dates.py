"""Days and years in the ways offices write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.imports import dates
from storstua.imports.faults import Unclear

from .factories import TODAY

DAY = date(2020, 1, 12)


def code_of(text: str) -> str:
    with pytest.raises(Unclear) as caught:
        dates.day(text, today=TODAY)
    return caught.value.code


@pytest.mark.parametrize(
    "text",
    [
        "12.01.2020",
        "12.1.20",
        "12.1.2020.",
        "12. 1. 2020",
        "12. 01.20",
        "12/1/2020",
        "12-01-2020",
        "12 01 2020",
        "2020-01-12",
        "2020.01.12",
        "2020-01-12 00:00:00",
        "2020-01-12T08:30:00Z",
        "12.01.2020 kl. 10.30",
        "12.01.2020 10:30",
        "20200112",
        "12012020",
        "12. januar 2020",
        "12 jan 2020",
        "12. jan. 20",
        "12.januar 2020",
        "søndag 12. januar 2020",
        "January 12, 2020",
        "12 January 2020",
        "43842",
        "43842.5",
    ],
)
def test_a_day_is_understood_when_it_is_written_so(text: str) -> None:
    assert dates.day(text, today=TODAY) == DAY


@pytest.mark.parametrize(
    "text", ["31.02.2021", "00.01.2020", "12.13.2020", "2021-02-29", "31.06.21", "32. mai 2020"]
)
def test_a_day_is_impossible_when_it_is_not_in_the_calendar(text: str) -> None:
    assert code_of(text) == "date_impossible"


@pytest.mark.parametrize(
    "text", ["ja", "2020", "januar 2020", "01.2020", "12.01.", "12.xx.2020", "1234", "12. foo 2020"]
)
def test_a_day_is_unclear_when_something_is_missing(text: str) -> None:
    assert code_of(text) == "date_unclear"


def test_a_day_is_too_old_when_the_year_is_mistyped() -> None:
    assert code_of("12.01.0220") == "date_too_old"


@pytest.mark.parametrize(("text", "year"), [("1.1.27", 2027), ("1.1.28", 1928), ("1.1.26", 2026)])
def test_two_figures_mean_the_nearest_century_when_the_year_is_short(text: str, year: int) -> None:
    assert dates.day(text, today=TODAY).year == year


def test_a_past_day_is_refused_when_it_is_tomorrow() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert dates.past_day(TODAY.isoformat(), today=TODAY) == TODAY
    with pytest.raises(Unclear) as caught:
        dates.past_day(tomorrow.isoformat(), today=TODAY)
    assert caught.value.code == "date_future"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_each_day_comes_back_when_it_is_written_in_full(day: date) -> None:
    written = (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month} {day.year}",
        f"{day:%Y%m%d}",
        f"{day:%d%m%Y}",
        str((day - date(1899, 12, 30)).days) if day > date(1927, 5, 18) else day.isoformat(),
    )
    assert {dates.day(text, today=TODAY) for text in written} == {day}


@pytest.mark.parametrize(
    ("text", "year"),
    [("1975", 1975), ("1975.0", 1975), ("12.01.1975", 1975), ("1975-01-12", 1975), ("2026", 2026)],
)
def test_a_year_is_understood_when_it_is_written_so(text: str, year: int) -> None:
    assert dates.year(text, today=TODAY) == year


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("19x4", "year_unclear"),
        ("75", "year_unclear"),
        ("27395", "year_unclear"),
        ("12017512345", "year_unclear"),
        ("12.01.75", "year_unclear"),
        ("31.02.1975", "date_impossible"),
        ("2027", "year_future"),
        ("1899", "year_too_old"),
        ("1905-05-28", "year_too_old"),
    ],
)
def test_a_year_is_refused_when_it_cannot_be_one(text: str, code: str) -> None:
    with pytest.raises(Unclear) as caught:
        dates.year(text, today=TODAY)
    assert caught.value.code == code
