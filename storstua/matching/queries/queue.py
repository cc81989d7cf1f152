"""The coordinator's queue: who waits, since when, until when an answer is promised."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.matching import permissions
from storstua.matching.choices import State
from storstua.matching.models import Request
from storstua.matching.queries.states import by_promise, unanswered, with_state

if TYPE_CHECKING:
    from storstua.matching.queries.states import Standing

ORDERS = {
    "": ("received_at", "id"),
    "ventetid": ("received_at", "id"),
    "-ventetid": ("-received_at", "-id"),
    "frist": ("promised_on", "id"),
    "-frist": ("-promised_on", "-id"),
}


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One request in the queue, by nickname: what is needed to choose where to begin."""

    key: UUID
    came: date | datetime
    promised_on: date
    area_id: int | None
    role: str
    is_minor: bool
    ways: tuple[str, ...]
    county: str
    state: str
    nickname: str
    asks_count: int
    is_overdue: bool


def queue(
    viewer: Viewer,
    *,
    state: str = "",
    area_ids: Collection[int | None] = (),
    county: str = "",
    due: str = "",
    order: str = "",
) -> QuerySet[Standing]:
    """The requests in a state (unanswered when none is named), longest waiting first.

    `due` narrows them by the promised day as `states.by_promise` does.
    `area_ids` narrows them to some areas; None among them stands for those without an area.
    """
    own = by_promise(permissions.readable(viewer), due)
    rows = with_state(own).filter(state=state) if state in State else unanswered(own)
    if area_ids:
        named = Q(area_id__in=[each for each in area_ids if each])
        rows = rows.filter(named | Q(area=None) if None in area_ids else named)
    if county:
        rows = rows.filter(county=county)
    rows = rows.annotate(asks_count=Count("asks")).select_related("person")
    return rows.order_by(*ORDERS.get(order, ORDERS[""]))


def line_of(row: Request) -> QueueLine:
    """A line of the queue from a row of `queue`."""
    state = str(getattr(row, "state", ""))
    is_promised = state in {State.WAITING, State.ASKED} and not row.is_on_waiting_list
    return QueueLine(
        key=row.key,
        came=row.came,
        promised_on=row.promised_on,
        area_id=row.area_id,
        role=row.role,
        is_minor=row.is_minor,
        ways=tuple(row.contact_forms),
        county=row.county,
        state=state,
        nickname=row.person.given_name,
        asks_count=int(getattr(row, "asks_count", 0)),
        is_overdue=is_promised and row.promised_on < clock.today(),
    )


def counts(viewer: Viewer) -> dict[str, int]:
    """How many requests stand in each state."""
    rows = with_state(permissions.readable(viewer)).values("state").annotate(count=Count("id"))
    found = {row["state"]: row["count"] for row in rows.order_by()}
    return {state.value: found.get(state.value, 0) for state in State}


def overdue_count(viewer: Viewer) -> int:
    """How many have waited longer than promised."""
    return by_promise(unanswered(permissions.readable(viewer)), "over").count()
