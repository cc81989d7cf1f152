"""How long back a term reaches, by the organisation's own values."""

import calendar
from datetime import date, datetime, timedelta

from storstua.base import clock
from storstua.organisations.models import Policy


def closed_since(policy: Policy, at: datetime) -> datetime:
    """What was closed before this moment is over its time."""
    return at - timedelta(days=policy.keep_closed_days)


def ended_since(policy: Policy, at: datetime) -> date:
    """Who ended before this day, as days go in Norway, is over the time of the service."""
    return clock.day_of(at) - timedelta(days=policy.keep_closed_days)


def done_since(policy: Policy, at: datetime) -> date:
    """What was done before this day is over the years of activities.

    The same day of the year so many years back; the 29th of February gives the 28th where there is
    none, so that what was done on a leap day stays until the 1st of March.
    """
    day = clock.day_of(at)
    year = day.year - policy.keep_activities_years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
