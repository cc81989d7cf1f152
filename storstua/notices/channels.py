"""The ways to tell someone with an account; today mail, later push behind the same interface."""

from typing import Protocol

from storstua.base.viewer import Viewer
from storstua.notices.models import Notice
from storstua.organisations.addresses import address_of
from storstua.outbox import actions as outbox
from storstua.people.models import Person


class Channel(Protocol):
    """One way to tell a person something."""

    def reaches(self, person: Person) -> bool:
        """True when the person can be told this way."""

    def send(self, *, by: Viewer, person: Person, notices: list[Notice]) -> None:
        """Put one message about these notices in the outbox."""


class Mail:
    """A mail to the account's address that says only that something waits, with links."""

    def reaches(self, person: Person) -> bool:
        """People with an account have a mail address."""
        return person.account is not None

    def send(self, *, by: Viewer, person: Person, notices: list[Notice]) -> None:
        """One mail, in the reader's language, with the link of the first notice."""
        if person.account is None:
            return
        outbox.queue_mail(
            by=by,
            address=person.account.email,
            template="notice" if len(notices) == 1 else "notices",
            parameters={
                "link": address_of(person.organisation, notices[0].path or "/i-dag/"),
                "count": str(len(notices)),
                "kind": notices[0].kind,
            },
            language=person.language,
        )


CHANNELS: tuple[Channel, ...] = (Mail(),)
