"""Activities whose years are over, and who still stands in any."""

from datetime import date

from django.db.models import QuerySet

from storstua.activities.models import Activity, ActivitySupporter


def done_before(organisation_id: int, day: date) -> QuerySet[Activity]:
    """The activities of an organisation that were done before a day, oldest first."""
    rows = Activity.objects.filter(organisation_id=organisation_id, done_on__lt=day)
    return rows.order_by("done_on", "id")


def supporters_in_any(organisation_id: int) -> QuerySet[ActivitySupporter, int]:
    """The ids of the supporters who stand in an activity."""
    rows = ActivitySupporter.objects.filter(organisation_id=organisation_id)
    return rows.values_list("supporter_id", flat=True)
