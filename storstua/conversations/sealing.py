"""Where the sealed text of a message belongs."""

from storstua import vault
from storstua.conversations.models import Message


def place_of(message: Message) -> vault.Place:
    """The place by which the vault knows the text of this message."""
    return vault.Place("conversations_message", "sealed", message.organisation_id, str(message.key))


def text_of(message: Message) -> str:
    """The text in clear, for those who take part; the caller has asked permission."""
    return vault.open_sealed(bytes(message.sealed), place_of(message))
