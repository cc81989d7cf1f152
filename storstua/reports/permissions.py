"""Who may see which figures, and who decides and freezes."""

from django.db.models import QuerySet

from storstua.activities import permissions as activities
from storstua.base.viewer import Viewer
from storstua.reports.models import FrozenReport

READ = activities.SEE_ALL
DECIDE = activities.KEEP


def may_decide(viewer: Viewer, organisation_id: int) -> bool:
    """True for those who keep the log of the whole organisation."""
    return viewer.acts_in(organisation_id) and viewer.branches_with(*DECIDE) is None


def readable(viewer: Viewer) -> QuerySet[FrozenReport]:
    """The frozen reports, for those who may see the whole organisation."""
    rows = FrozenReport.objects.filter(organisation_id=viewer.organisation_id)
    return rows if viewer.branches_with(*READ) is None else rows.none()
