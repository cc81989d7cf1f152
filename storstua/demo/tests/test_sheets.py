import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.demo import sheets
from storstua.demo.scenery import SLUGS, AreaPlan, scenery

TODAY = date(2031, 3, 4)
KINDS = ("supporters", "requests", "activities")
AREAS = (
    AreaPlan("rygg", {}, is_for_minors=False, is_for_families=False),
    AreaPlan("minors", {}, is_for_minors=True, is_for_families=False),
    AreaPlan("relatives", {}, is_for_minors=False, is_for_families=True),
)


def lines_of(slug: str, kind: str, today: date = TODAY) -> list[dict[str, str]]:
    text = sheets.sheet_for(scenery(slug), kind, today).decode()
    return list(csv.DictReader(io.StringIO(text)))


def days_of(slug: str, kind: str, column: str) -> list[date]:
    return [date.fromisoformat(line[column]) for line in lines_of(slug, kind)]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_newest_request_came_yesterday(slug: str):
    assert max(days_of(slug, "requests", "received_on")) == TODAY - timedelta(days=1)


@pytest.mark.parametrize("slug", SLUGS)
def test_last_year_is_a_whole_year_and_this_year_goes_up_to_today(slug: str):
    days = days_of(slug, "activities", "date")
    assert {day.year for day in days} == {2029, 2030, 2031}
    assert max(day.month for day in days if day.year == 2030) == 12
    assert max(days) <= TODAY


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_id_stands_twice(slug: str, kind: str):
    ids = [line["id"] for line in lines_of(slug, kind)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("slug", SLUGS)
def test_supporters_keep_their_days(slug: str):
    kept = csv.DictReader(io.StringIO(scenery(slug).sheet("supporters")))
    assert [line["appointed_on"] for line in lines_of(slug, "supporters")] == [
        line["appointed_on"] for line in kept
    ]


@pytest.mark.parametrize(
    ("role", "approved", "areas"),
    [
        ("self", "no", "rygg"),
        ("self", "yes", "rygg|minors"),
        ("relative", "no", "rygg|relatives"),
        ("parent", "yes", "rygg|minors|relatives"),
    ],
)
def test_experience_gives_wider_areas(role: str, approved: str, areas: str):
    line = {"areas": "rygg", "role": role, "minors_approved": approved}
    assert sheets.with_wider_areas([line], AREAS) == [line | {"areas": areas}]


def test_an_area_that_is_there_is_not_added_again():
    line = {"areas": "relatives|rygg", "role": "relative", "minors_approved": "no"}
    assert sheets.with_wider_areas([line], AREAS) == [line]


def test_this_year_has_every_third_of_last_years_up_to_today():
    days = [f"2030-{month:02}-10" for month in range(1, 13)]
    lines = [{"id": f"A{number}", "day": day} for number, day in enumerate(days)]
    added = sheets.with_this_year(lines, "day", date(2031, 4, 10))[len(lines) :]
    assert added == [{"id": "B0", "day": "2031-01-10"}, {"id": "B3", "day": "2031-04-10"}]


def test_the_29th_of_february_moves_to_the_28th():
    assert sheets.years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert sheets.years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(st.lists(DAYS, min_size=1), DAYS)
def test_moving_by_days_keeps_the_distances(days: list[date], newest: date):
    moved = sheets.moved_by_days([{"on": day.isoformat()} for day in days], "on", newest)
    found = [date.fromisoformat(line["on"]) for line in moved]
    assert max(found) == newest
    assert [max(found) - day for day in found] == [max(days) - day for day in days]
