"""Who may get out and erase what stands about a person."""

from storstua.base.viewer import Viewer
from storstua.people import permissions as people
from storstua.people.models import Person


def may_erase(viewer: Viewer, person: Person) -> bool:
    """True for the person alone, and for jobs."""
    return viewer.acts_in(person.organisation_id) and people.may_answer_for(viewer, person)
