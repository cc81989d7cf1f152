"""What time it is: the only place the product asks."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    """The moment, with time zone UTC."""
    return timezone.now()


def today() -> date:
    """The day in Norway, where the promises are given."""
    return now().astimezone(OSLO).date()


def day_of(moment: datetime) -> date:
    """The Norwegian day a moment falls on."""
    return moment.astimezone(OSLO).date()
