"""Where the sealed address of a message belongs."""

from storstua import vault
from storstua.outbox.models import Message


def place_of(message: Message, column: str = "address") -> vault.Place:
    """The place by which the vault knows the address, or the parameters, of this message."""
    return vault.Place("outbox_message", column, message.organisation_id or 0, str(message.key))
