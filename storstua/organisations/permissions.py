"""Who may see and change an organisation."""

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Area, Branch, HelpLine, Organisation, Topic


def may_change(viewer: Viewer, organisation: Organisation) -> bool:
    """True for the organisation's administrators, and for jobs and commands."""
    return viewer.acts_in(organisation.id) and viewer.runs(Role.ORGANISATION_ADMINISTRATOR)


def readable_areas(viewer: Viewer) -> QuerySet[Area]:
    """The areas of the viewer's organisation; they are public."""
    return Area.objects.filter(organisation_id=viewer.organisation_id)


def readable_topics(viewer: Viewer) -> QuerySet[Topic]:
    """The topics of the viewer's organisation; they are public."""
    return Topic.objects.filter(organisation_id=viewer.organisation_id)


def readable_branches(viewer: Viewer) -> QuerySet[Branch]:
    """The branches of the viewer's organisation; they are public."""
    return Branch.objects.filter(organisation_id=viewer.organisation_id)


def open_branches(viewer: Viewer) -> QuerySet[Branch]:
    """Those of them that take something new."""
    return readable_branches(viewer).filter(is_open=True)


def readable_help_lines(viewer: Viewer) -> QuerySet[HelpLine]:
    """The help lines of the viewer's organisation; they are public."""
    return HelpLine.objects.filter(organisation_id=viewer.organisation_id)
