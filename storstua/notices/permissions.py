"""Who may see which notices (each person their own), and who may cause them."""

from django.db.models import QuerySet

from storstua.base.viewer import Viewer
from storstua.notices.models import Notice
from storstua.people.models import Person


def readable(viewer: Viewer) -> QuerySet[Notice]:
    """The notices to the viewer."""
    return Notice.objects.filter(organisation_id=viewer.organisation_id, person_id=viewer.person_id)


def may_tell(viewer: Viewer, person: Person) -> bool:
    """True for anyone in the person's organisation: a notice says only that something waits."""
    return viewer.acts_in(person.organisation_id)


def may_choose(viewer: Viewer) -> bool:
    """True for everyone known to the organisation: each chooses for themselves alone."""
    return viewer.person_id != 0


def is_own(viewer: Viewer, person: Person) -> bool:
    """True for the person alone, and for jobs: what is about a person is erased by nobody else."""
    if viewer.is_system:
        return viewer.acts_in(person.organisation_id)
    return viewer.person_id == person.id and viewer.acts_in(person.organisation_id)
