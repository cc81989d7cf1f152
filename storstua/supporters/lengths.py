"""How long a pause lasts: a week, a month, or until the supporter says."""

from calendar import monthrange
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PauseLength(TextChoices):
    """The three choices; no reason is asked for."""

    WEEK = "week", _("En uke")
    MONTH = "month", _("En måned")
    OPEN = "open", _("Til jeg sier fra")


def same_day_next_month(day: date) -> date:
    """The day a month later; the last of the month when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(length: PauseLength, today: date) -> date | None:
    """The last day of a pause that begins today; None when it lasts until the supporter says."""
    match length:
        case PauseLength.WEEK:
            return today + timedelta(days=6)
        case PauseLength.MONTH:
            return same_day_next_month(today) - timedelta(days=1)
    return None
