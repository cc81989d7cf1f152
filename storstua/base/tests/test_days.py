from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from storstua.base import clock
from storstua.base.working_days import after_working_days, is_working_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-01T21:59:59Z", date(2026, 7, 1)),
        ("2026-07-01T22:00:00Z", date(2026, 7, 2)),
        ("2026-12-31T22:59:59Z", date(2026, 12, 31)),
        ("2026-12-31T23:00:00Z", date(2027, 1, 1)),
    ],
)
def test_day_turns_at_midnight_in_norway(moment, day):
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day
        assert clock.day_of(clock.now()) == day
    assert clock.day_of(datetime.fromisoformat(moment)) == day


def test_now_is_in_utc():
    with time_machine.travel("2026-07-01T12:00:00Z", tick=False):
        assert clock.now() == datetime(2026, 7, 1, 12, tzinfo=UTC)
        assert clock.now().utcoffset() == datetime.now(UTC).utcoffset()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 5, 17), False),
        (date(2026, 4, 2), False),  # Maundy Thursday
        (date(2026, 12, 25), False),
    ],
)
def test_weekends_and_public_holidays_are_no_working_days(day, works):
    assert is_working_day(day) == works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 4, 1), 1, date(2026, 4, 7)),  # Easter lies between
        (date(2026, 11, 21), 5, date(2026, 11, 27)),
    ],
)
def test_promise_when_days_off_lie_between_ends_later(start, count, end):
    assert after_working_days(start, count) == end


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(1, 60))
def test_promise_ends_on_a_working_day_and_one_more_day_is_later(start, count):
    end = after_working_days(start, count)
    assert is_working_day(end)
    assert after_working_days(end, 1) == after_working_days(start, count + 1)
