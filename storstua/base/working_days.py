"""Working days in Norway: promises of an answer are given in them."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(day: date) -> bool:
    """True from Monday to Friday when the day is no public holiday in Norway."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def after_working_days(start: date, count: int) -> date:
    """The day that lies `count` working days (0–60) after `start`."""
    day = start
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day
