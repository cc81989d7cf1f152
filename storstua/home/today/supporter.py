"""What waits for a supporter: asks, unread messages, what they lack, their pause."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storstua.base import clock
from storstua.conversations import permissions as conversations
from storstua.conversations.queries import listed
from storstua.home.today.lines import Found, Line, Sight, Source, place
from storstua.matching import permissions as matching
from storstua.matching.queries import begun_asks_of
from storstua.notices import queries as notices
from storstua.notices.choices import Kind
from storstua.supporters import permissions as supporters
from storstua.supporters import wording
from storstua.supporters.queries import Standing, standing
from storstua.ui.moments import day_words, full_day


def _asks_rows(sight: Sight) -> QuerySet[Any]:
    asks = matching.readable_asks(sight.viewer).filter(answer="", request__closing__isnull=True)
    return asks.filter(supporter__person_id=sight.viewer.person_id)


def _ask(found: Found) -> Line:
    day = day_words(found.day, clock.today()) if found.day else ""
    text = _("Noen spør om du vil ta en samtale. Du ble spurt %(day)s.") % {"day": day}
    return Line(text, place("matching:answer", found.key))


def _begun_rows(sight: Sight) -> QuerySet[Any]:
    return begun_asks_of(sight.viewer)


def _begun(found: Found) -> Line:
    text = _("Personen vil gjerne snakke med deg. Se hvordan dere begynner.")
    return Line(text, place("matching:answer", found.key))


def _unread_rows(sight: Sight) -> QuerySet[Any]:
    own = conversations.readable(sight.viewer)
    unread: QuerySet[Any] = listed(own, sight.viewer.person_id)
    unread = unread.filter(unread_count__gt=0)
    return own.filter(pk__in=unread.values("pk"))


def _unread(found: Found) -> Line:
    text = ngettext(
        "Du har nye meldinger i %(count)s samtale.",
        "Du har nye meldinger i %(count)s samtaler.",
        found.count,
    )
    return Line(text % {"count": found.count}, place("conversations:list"))


def _emergency_rows(sight: Sight) -> QuerySet[Any]:
    return notices.unread(sight.viewer, Kind.OPENED_TALK)


def _emergency(found: Found) -> Line:
    text = ngettext(
        "Kontaktopplysninger ble åpnet i en nødsituasjon. Det gjelder en du snakker med.",
        "Kontaktopplysninger ble åpnet i nødsituasjoner. Det gjelder noen du snakker med.",
        found.count,
    )
    return Line(text, place("notices:list"))


SOURCES = (
    Source("emergency", _emergency_rows, _emergency),
    Source("asks", _asks_rows, _ask, day="asked_at", one_by_one=True),
    Source("begun", _begun_rows, _begun, day="met_at", one_by_one=True),
    Source("unread", _unread_rows, _unread),
)


def own_standing(sight: Sight) -> Standing | None:
    """Where the viewer stands as a supporter; one query. None when they are none yet."""
    rows = supporters.readable_records(sight.viewer).filter(person_id=sight.viewer.person_id)
    return next(iter(standing(rows, sight.on, sight.facts.policy).values()), None)


def _lacks(own: Standing) -> Line | None:
    if not own.lacks:
        return None
    what = wording.listed(wording.small(lack.label) for lack in own.lacks)
    text = _("Du mangler %(what)s før du kan bli spurt.") % {"what": what}
    return Line(text, place("supporters:own"))


def _supervision(own: Standing) -> Line | None:
    due = own.supervision_due_on
    if due is None or not own.is_supervision_overdue:
        return None
    text = _("Du skulle hatt veiledning innen %(day)s. Snakk med koordinatoren om en ny tid.")
    return Line(text % {"day": full_day(due)}, place("supporters:own"))


def _paused(own: Standing) -> Line | None:
    if not own.is_paused:
        return None
    until = own.known.paused_until
    if until is None:
        text = _("Du har pause til du sier fra. Ingen spør deg nå.")
    else:
        text = _("Du har pause til og med %(day)s. Ingen spør deg nå.") % {"day": full_day(until)}
    return Line(text, place("supporters:pause"))


def standing_lines(own: Standing | None) -> list[Line]:
    """What the supporter's own standing says today."""
    if own is None:
        return [Line(_("Koordinatoren har ikke satt deg opp ennå. Spør gjerne hvor det står."))]
    return [line for line in (_lacks(own), _supervision(own), _paused(own)) if line]
