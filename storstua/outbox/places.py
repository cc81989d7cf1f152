"""Where the sealed address of a message belongs."""

from datetime import UTC, datetime

from storstua import vault
from storstua.outbox.models import Message


def place_of(message: Message, column: str = "address") -> vault.Place:
    """The place by which the vault knows the address, or the parameters, of this message."""
    drawer = drawer_of(message.organisation_id, message.created_at)
    return drawer.place("outbox_message", column, message.key)


def drawer_of(organisation_id: int | None, made_at: datetime) -> vault.Drawer:
    """What holds the messages that an organisation queued in one week; erased when all are gone."""
    year, week, _day = made_at.astimezone(UTC).isocalendar()
    return vault.Drawer("outbox", organisation_id or 0, f"{year}-{week:02}")


SEALED = (
    vault.SealedColumn(Message.objects.all, "address", place_of),
    vault.SealedColumn(
        Message.objects.all, "sealed_parameters", lambda row: place_of(row, "parameters")
    ),
)
