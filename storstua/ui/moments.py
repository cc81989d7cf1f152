"""Days and times as people say them, in the language of the page."""

from datetime import date, datetime, timedelta

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from storstua.base.clock import OSLO, day_of, now


def day_words(day: date, today: date) -> str:
    """ "i dag", "torsdag" for the coming six days, otherwise the full date."""
    match (day - today).days:
        case 0:
            return _("i dag")
        case 1:
            return _("i morgen")
        case -1:
            return _("i går")
        case ahead if 1 < ahead < 7:
            return str(WEEKDAYS[day.weekday()])
    return full_day(day)


def full_day(day: date) -> str:
    """ "12. januar 2026"."""
    words = {"day": day.day, "month": MONTHS[day.month], "year": day.year}
    return _("%(day)s. %(month)s %(year)s") % words


def clock_words(moment: datetime) -> str:
    """ "kl. 08.12", and "kl. 12" on the hour; Norwegian time."""
    local = moment.astimezone(OSLO)
    if not local.minute:
        return _("kl. %(hour)s") % {"hour": local.hour}
    return _("kl. %(hour)s.%(minute)s") % {"hour": f"{local:%H}", "minute": f"{local:%M}"}


def moment_words(moment: datetime, at: datetime | None = None) -> str:
    """ "i dag kl. 08.12" as said at a moment (now when none is given)."""
    said = day_words(day_of(moment), day_of(at or now()))
    return f"{said} {clock_words(moment)}"


def length_words(length: timedelta) -> str:
    """ "1 time og 20 minutter"; whole minutes, days are counted as hours."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    said_hours = (_("1 time") if hours == 1 else _("%(count)s timer")) % {"count": hours}
    said_minutes = (_("1 minutt") if minutes == 1 else _("%(count)s minutter")) % {"count": minutes}
    if hours and minutes:
        words = {"hours": said_hours, "minutes": said_minutes}
        return _("%(hours)s og %(minutes)s") % words
    return said_hours if hours else said_minutes
