"""Who waits in each area and since when, for the view of gaps."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from storstua.matching.models import Request
from storstua.matching.queries.states import unanswered


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and since when the longest of them has; nobody without `since`."""

    count: int = 0
    since: datetime | None = None

    def __add__(self, other: "Waiting") -> "Waiting":
        since = min((each for each in (self.since, other.since) if each), default=None)
        return Waiting(self.count + other.count, since)


def waiting_by_area(organisation_id: int) -> dict[int | None, Waiting]:
    """The unanswered requests of each area; None for those that name none. One query."""
    rows = unanswered(Request.objects.filter(organisation_id=organisation_id)).order_by()
    found = rows.values_list("area_id").annotate(count=Count("id"), since=Min("received_at"))
    return {area_id: Waiting(count, since) for area_id, count, since in found}
