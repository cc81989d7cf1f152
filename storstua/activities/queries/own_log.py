"""What a supporter's own pages need: what they usually log, their sums, their bare numbers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from storstua.activities import permissions
from storstua.activities.choices import GATHERINGS, Figure, What, figure_of, is_what, what_of
from storstua.activities.models.activity import Activities
from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.conversations import permissions as permitted
from storstua.conversations import queries as conversations

USUAL = (What.PHONE, 20)
MOST_PARTNERS = 4


def usual(viewer: Viewer) -> tuple[What, int]:
    """What the viewer logged last between two people, and its minutes; else a telephone talk."""
    rows = permissions.own(viewer).exclude(is_what(*GATHERINGS)).exclude(is_month_count=True)
    last = rows.filter(logged_by_id=viewer.person_id).order_by("-id")
    found = last.values_list("type", "mode", "minutes").first()
    return (what_of(found[0], found[1]), found[2]) if found else USUAL


@dataclass(frozen=True, slots=True)
class Partner:
    """Someone the viewer talks with: the name they go by, and the day of the newest message.

    Those who talk by telephone or in person write nothing here: of them the day is not known.
    """

    key: UUID
    name: str
    last_on: date
    is_written: bool


def partners(viewer: Viewer) -> list[Partner]:
    """Whom the viewer talks with now, the newest first; it only fills in the log form."""
    rows = conversations.in_state(permitted.readable(viewer), conversations.OPEN)
    lines = conversations.lines(
        conversations.listed(rows, viewer.person_id)[:MOST_PARTNERS], viewer.person_id
    )
    return [
        Partner(
            line.key, line.others, clock.day_of(line.latest_at or line.created_at), line.is_written
        )
        for line in lines
    ]


def sums(rows: Activities) -> list[tuple[Figure, int]]:
    """Each figure of the rows that is not 0, in the order of the report."""
    groups = rows.order_by().values_list("type", "mode").annotate(count=Sum("records"))
    counts = dict.fromkeys(Figure, 0)
    for type_, mode, count in groups:
        counts[figure_of(what_of(type_, mode))] += count
    return [(figure, count) for figure, count in counts.items() if count]


def month_counts_of(viewer: Viewer, first: date) -> dict[What, int]:
    """The viewer's own bare numbers for the month that begins on `first`."""
    rows = permissions.own(viewer).filter(
        is_month_count=True, done_on=first, logged_by_id=viewer.person_id
    )
    found = rows.values_list("type", "mode", "records")
    return {what_of(type_, mode): records for type_, mode, records in found}
