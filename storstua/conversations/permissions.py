"""Who may know of a conversation, and who may read it. Knowing is not reading."""

from collections.abc import Iterable

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations.models import Conversation, Participant
from storstua.people.models import Person
from storstua.roles.permissions import reached

# As what people take part in talks.
TAKING_PART = (Role.SEEKER, Role.SUPPORTER)


def readable(viewer: Viewer) -> QuerySet[Conversation]:
    """The conversations whose content the viewer may read: those they take part in, only.

    A supporter whose role has ended reads and writes no more, from the next request on.
    """
    if not viewer.holds(*TAKING_PART):
        return Conversation.objects.none()
    return Conversation.objects.filter(
        organisation_id=viewer.organisation_id,
        participants__person_id=viewer.person_id,
        participants__left_at__isnull=True,
    )


def known_to(viewer: Viewer) -> QuerySet[Conversation]:
    """The conversations a viewer may know of (that they exist, between whom, since when).

    A coordinator those of the counties they reach, anyone those they take part in.
    """
    own = Conversation.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.runs(Role.COORDINATOR):
        return own.filter(reached(viewer, Role.COORDINATOR))
    return own.filter(participants__person_id=viewer.person_id)


def may_open(viewer: Viewer, organisation_id: int, participants: Iterable[Person]) -> bool:
    """True for those who will take part themselves, and for coordinators."""
    if not viewer.acts_in(organisation_id):
        return False
    return viewer.runs(Role.COORDINATOR) or viewer.person_id in {each.id for each in participants}


def may_write(viewer: Viewer, conversation: Conversation) -> bool:
    """True for those who take part in a written conversation that is open."""
    is_open = conversation.is_written and not conversation.is_over
    return is_open and readable(viewer).filter(id=conversation.id).exists()


def may_close(viewer: Viewer, conversation: Conversation) -> bool:
    """True for those who take part, and for jobs."""
    if viewer.is_system:
        return viewer.acts_in(conversation.organisation_id)
    return place_in(viewer, conversation) is not None


def place_in(viewer: Viewer, conversation: Conversation) -> Participant | None:
    """The viewer's own place in the conversation, as long as they may read it."""
    if not viewer.holds(*TAKING_PART):
        return None
    return Participant.objects.filter(
        conversation=conversation, person_id=viewer.person_id, left_at=None
    ).first()


def is_own(viewer: Viewer, person: Person) -> bool:
    """True for the person alone, and for jobs: what is about a person is erased by nobody else."""
    if viewer.is_system:
        return viewer.acts_in(person.organisation_id)
    return viewer.person_id == person.id and viewer.acts_in(person.organisation_id)
