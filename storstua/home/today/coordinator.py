"""What waits for a coordinator: requests by the promise given, slow asks, supporters who lack."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from storstua.base import clock
from storstua.home.today.lines import Found, Line, Sight, Source, place
from storstua.matching import permissions as matching
from storstua.matching.choices import State
from storstua.matching.queries.states import by_promise, unanswered
from storstua.notices import queries as notices
from storstua.notices.choices import Kind
from storstua.supporters import permissions as supporters
from storstua.supporters.queries import RosterWish, roster
from storstua.supporters.queries import State as Standing
from storstua.ui.moments import day_words

SLOW = timedelta(days=1)


def _for_us(sight: Sight) -> QuerySet[Any]:
    """The requests without an answer."""
    return unanswered(matching.readable(sight.viewer))


def _overdue_rows(sight: Sight) -> QuerySet[Any]:
    return by_promise(_for_us(sight), "over")


def _overdue(found: Found) -> Line:
    text = ngettext(
        "%(count)s forespørsel har ventet lenger enn lovet.",
        "%(count)s forespørsler har ventet lenger enn lovet.",
        found.count,
    )
    url = place("matching:queue", query="svarfrist=over&sorter=frist")
    return Line(text % {"count": found.count}, url, is_urgent=True)


def _waiting_rows(sight: Sight) -> QuerySet[Any]:
    return by_promise(_for_us(sight).filter(state=State.WAITING), "innen")


def _waiting(found: Found) -> Line:
    text = ngettext(
        "%(count)s forespørsel venter. Svar er lovet senest %(day)s.",
        "%(count)s forespørsler venter. Det første svaret er lovet senest %(day)s.",
        found.count,
    )
    day = day_words(found.day, clock.today()) if found.day else ""
    url = place("matching:queue", query=f"tilstand={State.WAITING}&svarfrist=innen&sorter=frist")
    return Line(text % {"count": found.count, "day": day}, url)


def _slow_rows(sight: Sight) -> QuerySet[Any]:
    asks = matching.readable_asks(sight.viewer).filter(answer="", request__closing__isnull=True)
    return asks.filter(asked_at__lt=clock.now() - SLOW)


def _slow(found: Found) -> Line:
    text = ngettext(
        "%(count)s [[likeperson]] har ikke svart på over ett døgn.",
        "%(count)s [[likepersoner]] har ikke svart på over ett døgn.",
        found.count,
    )
    url = place("matching:queue", query=f"tilstand={State.ASKED}")
    return Line(text % {"count": found.count}, url)


def _lacking_rows(sight: Sight) -> QuerySet[Any]:
    rows, wish = supporters.readable_records(sight.viewer), RosterWish(state=Standing.LACKS)
    return roster(rows, wish, "", sight.on, sight.facts.policy)


def _lacking(found: Found) -> Line:
    text = ngettext(
        "%(count)s [[likeperson]] mangler noe og kan ikke spørres ennå.",
        "%(count)s [[likepersoner]] mangler noe og kan ikke spørres ennå.",
        found.count,
    )
    url = place("supporters:list", query=f"tilstand={Standing.LACKS}")
    return Line(text % {"count": found.count}, url)


def _support_rows(sight: Sight) -> QuerySet[Any]:
    return notices.unread(sight.viewer, Kind.SUPPORT)


def _support(found: Found) -> Line:
    text = ngettext(
        "%(count)s [[likeperson]] har bedt om en prat.",
        "%(count)s [[likepersoner]] har bedt om en prat.",
        found.count,
    )
    return Line(text % {"count": found.count}, place("notices:list"))


SOURCES = (
    Source("overdue", _overdue_rows, _overdue),
    Source("waiting", _waiting_rows, _waiting, day="promised_on"),
    Source("slow", _slow_rows, _slow, counts="supporter_id"),
    Source("support", _support_rows, _support),
    Source("lacking", _lacking_rows, _lacking),
)
