"""How many wait in each area, for the view of gaps."""

from django.db.models import Count

from storstua.matching.models import Request
from storstua.matching.queries.states import unanswered


def waiting_by_area(organisation_id: int) -> dict[int | None, int]:
    """How many unanswered requests there are for each area; None for those that name none."""
    rows = unanswered(Request.objects.filter(organisation_id=organisation_id))
    found = rows.values("area_id").annotate(count=Count("id")).order_by()
    return {row["area_id"]: row["count"] for row in found}
