"""Who may see which notices: each person their own, nobody else."""

from django.db.models import QuerySet

from storstua.base.viewer import Viewer
from storstua.notices.models import Notice


def readable(viewer: Viewer) -> QuerySet[Notice]:
    """The notices to the viewer."""
    return Notice.objects.filter(
        organisation_id=viewer.organisation_id, person_id=viewer.person_id
    ).exclude(person_id=0)
