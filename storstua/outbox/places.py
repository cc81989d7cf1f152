"""Where the sealed address of a message belongs."""

from storstua import vault
from storstua.outbox.models import Message


def place_of(message: Message) -> vault.Place:
    """The place by which the vault knows the address of this message."""
    return vault.Place("outbox_message", "address", message.organisation_id or 0, str(message.key))
