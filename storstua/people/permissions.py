"""Who may see and change which people."""

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.people.models import Account, Person

KNOW_EVERYONE = (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


def readable(viewer: Viewer) -> QuerySet[Person]:
    """The people a viewer may see: all for those who coordinate everything, else only oneself.

    Here nobody knows which branch someone is of, so a role in a branch opens no person by itself:
    its supporters and its roles are read through the rooms that know.
    """
    own = Person.objects.filter(organisation_id=viewer.organisation_id)
    if _knows_everyone(viewer):
        return own
    return own.filter(id=viewer.person_id)


def _knows_everyone(viewer: Viewer) -> bool:
    """True for a role in the whole organisation, and for jobs."""
    return viewer.branches_with(*KNOW_EVERYONE) is None


def may_add(viewer: Viewer, organisation_id: int) -> bool:
    """True for anyone at this organisation's address: a stranger who asks for a talk is added."""
    return viewer.acts_in(organisation_id)


def is_own(viewer: Viewer, person: Person) -> bool:
    """True when the viewer is this person."""
    return viewer.person_id == person.id and viewer.organisation_id == person.organisation_id


def may_keep(viewer: Viewer, person: Person) -> bool:
    """True for the person, and for those who know everyone: how the person is reached."""
    return is_own(viewer, person) or (
        viewer.acts_in(person.organisation_id) and _knows_everyone(viewer)
    )


def may_correct(viewer: Viewer, person: Person) -> bool:
    """True for those who keep people here; which of them are theirs, the room that knows asks."""
    return viewer.acts_in(person.organisation_id) and viewer.runs(*KNOW_EVERYONE)


def may_answer_for(viewer: Viewer, person: Person) -> bool:
    """True for the person alone: consent and receipt words are nobody else's. Jobs may too."""
    return is_own(viewer, person) or (viewer.is_system and viewer.acts_in(person.organisation_id))


def is_own_account(viewer: Viewer, account: Account) -> bool:
    """True when the viewer is signed in with this account. Jobs may act for it too."""
    return viewer.is_system or viewer.account_id == account.id


def may_forget_second_factor(viewer: Viewer) -> bool:
    """True for the installation alone: two people have agreed, or its operator stands for it."""
    return viewer.is_system
