"""Who may know of a conversation, and who may read it. Knowing is not reading."""

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations.models import Conversation, Participant


def readable(viewer: Viewer) -> QuerySet[Conversation]:
    """The conversations whose content the viewer may read: those they take part in, only."""
    return Conversation.objects.filter(
        organisation_id=viewer.organisation_id,
        participants__person_id=viewer.person_id,
        participants__left_at__isnull=True,
    )


def known_to(viewer: Viewer) -> QuerySet[Conversation]:
    """The conversations a viewer may know of (that they exist, between whom, since when)."""
    own = Conversation.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.runs(Role.COORDINATOR):
        return own
    return own.filter(participants__person_id=viewer.person_id)


def may_write(viewer: Viewer, conversation: Conversation) -> bool:
    """True for those who take part in a conversation that is open."""
    return conversation.closed_at is None and readable(viewer).filter(id=conversation.id).exists()


def place_in(viewer: Viewer, conversation: Conversation) -> Participant | None:
    """The viewer's own place in the conversation."""
    return Participant.objects.filter(
        conversation=conversation, person_id=viewer.person_id, left_at=None
    ).first()
