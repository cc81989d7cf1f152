"""Fills an installation with talks to write into, and reads back what was written."""

from collections import Counter

from django.conf import settings

from storstua import vault
from storstua.audit.models import Entry
from storstua.base.tenancy import inside, organisation_ids
from storstua.base.viewer import Viewer
from storstua.conversations import actions
from storstua.conversations.models import Conversation, Message
from storstua.conversations.sealing import place_of
from storstua.outbox import queries as outbox
from storstua.people.models import Person
from tests.house.cast import build

WRITTEN = "write message"


def fill(writers: int) -> list[tuple[str, str]]:
    """Build the house; returns a session and a talk for each writer."""
    house = build()
    made = []
    with inside(house.organisation):
        people = {
            name: Person.objects.get(given_name=name.capitalize()) for name in ("ola", "siri")
        }
        shown = {person: name.capitalize() for name, person in people.items()}
        for _each in range(writers):
            by = Viewer.command_line(house.organisation.id)
            talk = actions.open_between(
                by=by, organisation_id=house.organisation.id, participants=shown
            )
            cookie = house.client_of("ola").cookies[settings.SESSION_COOKIE_NAME].value
            made.append((cookie, str(talk.key)))
    return made


def waiting() -> int:
    """How many mails wait to be sent."""
    count = 0
    for organisation_id in organisation_ids():
        with inside(organisation_id):
            count += outbox.waiting_count()
    return count


def look() -> dict[str, list[str]]:
    """The texts of each talk in order; raises when one is not whole."""
    with inside(organisation_ids()[0]), vault.keys_held():
        audited = Counter(Entry.objects.filter(verb=WRITTEN).values_list("object_key", flat=True))
        found = {}
        for talk in Conversation.objects.all():
            rows = list(Message.objects.filter(conversation=talk).order_by("number"))
            numbers = [row.number for row in rows]
            if numbers != list(range(1, len(rows) + 1)) or audited[talk.key] != len(rows):
                raise ValueError("a message is there by half")
            for row in rows:
                row.conversation = talk
            texts = [vault.open_sealed(bytes(row.sealed), place_of(row)) for row in rows]
            found[str(talk.key)] = texts
    return found
