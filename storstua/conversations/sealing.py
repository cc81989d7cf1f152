"""Where the sealed text of a message belongs."""

from storstua import vault
from storstua.conversations.models import Conversation, Message


def drawer_of(conversation: Conversation) -> vault.Drawer:
    """What holds the messages of a conversation, and makes all unreadable when it is erased."""
    return vault.Drawer("conversation", conversation.organisation_id, str(conversation.key))


def place_of(message: Message) -> vault.Place:
    """The place by which the vault knows the text of this message."""
    drawer = drawer_of(message.conversation)
    return drawer.place("conversations_message", "sealed", message.key)


def text_of(message: Message) -> str:
    """The text in clear, for those who take part; the caller has asked permission."""
    return vault.open_to_show(message.sealed, place_of(message))


SEALED = (
    vault.SealedColumn(lambda: Message.objects.select_related("conversation"), "sealed", place_of),
)
