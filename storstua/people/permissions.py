"""Who may see which people."""

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.people.models import Person

KNOW_EVERYONE = (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


def readable(viewer: Viewer) -> QuerySet[Person]:
    """The people a viewer may see: all for coordinators and administrators, else only oneself."""
    own = Person.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.runs(*KNOW_EVERYONE):
        return own
    return own.filter(id=viewer.person_id)
