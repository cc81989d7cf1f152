"""How long back the terms reach: leap days, summer time, and the organisation's own values."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.audit.chaining import months_before
from storstua.organisations.models import Policy
from storstua.privacy.terms import done_since, ended_since

FIVE = Policy(keep_activities_years=5, keep_closed_days=180)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "since"),
    [
        ("2029-02-28T12:00", date(2024, 2, 28)),
        # What was done on the 29th of February 2024 is over on the 1st of March 2029.
        ("2029-03-01T12:00", date(2024, 3, 1)),
        ("2028-02-29T12:00", date(2023, 2, 28)),
        # Midnight is Norway's, an hour before that of UTC in winter and two in summer.
        ("2026-11-21T22:59", date(2021, 11, 21)),
        ("2026-11-21T23:00", date(2021, 11, 22)),
        ("2026-07-21T21:59", date(2021, 7, 21)),
        ("2026-07-21T22:00", date(2021, 7, 22)),
    ],
)
def test_the_years_of_activities_end_on_norways_days(moment, since):
    assert done_since(FIVE, at(moment)) == since


@pytest.mark.parametrize(
    ("moment", "since"),
    [
        # The night in which summer time begins and the one in which it ends.
        ("2026-03-28T22:59", date(2025, 9, 29)),
        ("2026-03-28T23:00", date(2025, 9, 30)),
        ("2026-10-24T21:59", date(2026, 4, 27)),
        ("2026-10-24T22:00", date(2026, 4, 28)),
        ("2026-10-25T22:59", date(2026, 4, 28)),
        ("2026-10-25T23:00", date(2026, 4, 29)),
    ],
)
def test_the_days_of_a_service_are_counted_in_norway_also_when_clocks_are_set(moment, since):
    assert ended_since(FIVE, at(moment)) == since


@pytest.mark.parametrize(
    ("moment", "before"),
    [
        ("2028-02-29T10:00", "2026-02-28T10:00"),
        ("2026-03-31T00:00", "2024-03-31T00:00"),
        ("2026-01-15T23:59", "2024-01-15T23:59"),
    ],
)
def test_24_months_are_counted_as_the_database_counts(moment, before):
    assert months_before(at(moment), 24) == at(before)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(1, 36))
def test_months_back_are_never_the_same_day_or_later(moment, months):
    earlier = months_before(moment.replace(tzinfo=UTC), months)
    apart = (moment.year - earlier.year) * 12 + moment.month - earlier.month
    assert apart == months
    assert earlier.day <= moment.day
