"""Who may get out and erase what stands about a person."""

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.people import permissions as people
from storstua.people.models import Person
from storstua.privacy.models import Deletion


def may_erase(viewer: Viewer, person: Person) -> bool:
    """True for the person alone, and for jobs."""
    return viewer.acts_in(person.organisation_id) and people.may_answer_for(viewer, person)


def readable(viewer: Viewer) -> QuerySet[Deletion]:
    """The runs an administrator may see: those of the own organisation."""
    rows = Deletion.objects.filter(organisation_id=viewer.organisation_id)
    return rows if viewer.runs(Role.ORGANISATION_ADMINISTRATOR) else rows.none()


def may_release(viewer: Viewer, deletion: Deletion) -> bool:
    """True for administrators of the organisation."""
    return viewer.acts_in(deletion.organisation_id) and viewer.holds(
        Role.ORGANISATION_ADMINISTRATOR
    )
