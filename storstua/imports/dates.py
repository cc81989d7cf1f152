"""Days and years as Norwegian offices write them."""

import re
from datetime import date, timedelta

from .faults import Unclear

_MONTHS = (
    ("januar", "jan", "january"),
    ("februar", "feb", "february"),
    ("mars", "mar", "march", "marz", "märz"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("desember", "des", "december", "dec", "dezember", "dez"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[.\-/ ]\s?(\d{1,2})\s?[.\-/ ]\s?(\d{4}|\d{2})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED_MONTH = re.compile(r"(\d{1,2})\.?\s*([^\W\d_]{3,9})\.?,?\s*(\d{4}|\d{2})")
_ENGLISH = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CLOCK = re.compile(r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?|\s+kl\.?\s*\d{1,2}[.:]\d{2})$")
_WEEKDAY = re.compile(r"^(?:man|tirs?|tys|ons|tors?|fre|lør|lau|søn|sun)\w*\.?,?\s+", re.IGNORECASE)
_EXCEL_DAY = re.compile(r"(\d{5})(?:[.,]\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_EARLIEST = 1900
# A year that Excel shows as a day (1975 becomes 28.05.1905) falls in 1905.
_EARLIEST_BIRTH_DAY = 1910


def day(text: str, *, today: date) -> date:
    """A day from Norwegian or ISO writing, a named month or an Excel serial number.

    Two-figure years lie at most one year ahead of `today`. Raises Unclear for what is no date
    (`date_unclear`), is not in the calendar (`date_impossible`) or lies before 1900.
    """
    parts = _parts(_WEEKDAY.sub("", _CLOCK.sub("", text.strip())), today.year)
    if parts is None:
        raise Unclear("date_unclear")
    year, month, number = parts
    try:
        found = date(year, month, number)
    except ValueError as impossible:
        raise Unclear("date_impossible") from impossible
    if found.year < _EARLIEST:
        raise Unclear("date_too_old")
    return found


def _parts(text: str, this_year: int) -> tuple[int, int, int] | None:
    """(year, month, day) as written, not yet looked up in the calendar; None if unreadable."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _full_year(match[3], this_year), int(match[2]), int(match[1])
    if match := _NAMED_MONTH.fullmatch(text):
        month = _MONTH_OF.get(match[2].casefold())
        return (_full_year(match[3], this_year), month, int(match[1])) if month else None
    if match := _ENGLISH.fullmatch(text):
        month = _MONTH_OF.get(match[1].casefold())
        return (int(match[3]), month, int(match[2])) if month else None
    if match := _RUN_TOGETHER.fullmatch(text):
        return _run_together(text)
    if match := _EXCEL_DAY.fullmatch(text):
        told = _EXCEL_EPOCH + timedelta(days=int(match[1]))
        return told.year, told.month, told.day
    return None


def _run_together(text: str) -> tuple[int, int, int]:
    """Eight figures: 20250131 or 31012025; never both, since no month is 19 or 20."""
    if text[4:6] in ("19", "20"):
        return int(text[4:]), int(text[2:4]), int(text[:2])
    return int(text[:4]), int(text[4:6]), int(text[6:])


def _full_year(figures: str, this_year: int) -> int:
    year = int(figures)
    if len(figures) == 4:
        return year
    century = this_year - this_year % 100
    return century + year if century + year <= this_year + 1 else century - 100 + year


def past_day(text: str, *, today: date) -> date:
    """A day that has been; raises Unclear("date_future") for one that lies ahead."""
    found = day(text, today=today)
    if found > today:
        raise Unclear("date_future")
    return found


def year(text: str, *, today: date) -> int:
    """A year in four figures, or the year of a full date; from 1900 to this year."""
    is_bare = re.fullmatch(r"\d{4}(?:[.,]0+)?", text)
    found = int(text[:4]) if is_bare else _year_of_day(text, today)
    if found > today.year:
        raise Unclear("year_future")
    if found < _EARLIEST:
        raise Unclear("year_too_old")
    return found


def _year_of_day(text: str, today: date) -> int:
    """The year of a birth date; a bare number that could be a serial is no year."""
    if not re.search(r"\d{4}", text) or text.isdigit():
        raise Unclear("year_unclear")
    try:
        found = day(text, today=today).year
    except Unclear as unclear:
        code = unclear.code if unclear.code == "date_impossible" else "year_unclear"
        raise Unclear(code) from unclear
    if found < _EARLIEST_BIRTH_DAY:
        raise Unclear("year_too_old")
    return found
