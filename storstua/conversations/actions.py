"""Every change to conversations: opening, writing, reading up to, closing."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.viewer import Viewer
from storstua.conversations import permissions
from storstua.conversations.models import Conversation, Message, Participant
from storstua.conversations.sealing import drawer_of, place_of
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.people import queries as people
from storstua.people.models import Person

LONGEST = 5000
# Messages within this time of each other make one notice.
IN_ONE_GO = timedelta(hours=1)


@transaction.atomic
def open_between(
    *,
    by: Viewer,
    organisation_id: int,
    participants: Mapping[Person, str],
    county: str = "",
    until_on: date | None = None,
) -> Conversation:
    """Open a conversation between people, each under the name the others shall see.

    The conversation does not know why it exists; `county` says which coordinators may know of it.
    With `until_on` they talk elsewhere, by telephone or in person, until that day is over.
    Refuses those who will not take part (except coordinators), and fewer than two people.
    """
    if not permissions.may_open(by, organisation_id, participants):
        raise Refusal(_("Du kan ikke åpne denne samtalen."))
    if len(participants) < 2:
        raise Refusal(_("En samtale trenger to."))
    conversation = Conversation.objects.create(
        organisation_id=organisation_id,
        county=county,
        is_written=until_on is None,
        until_on=until_on,
    )
    Participant.objects.bulk_create(
        Participant(
            organisation_id=organisation_id,
            conversation=conversation,
            person=person,
            shown_name=name[:80],
        )
        for person, name in participants.items()
    )
    audit.wrote("open conversation", conversation, by=by)
    return conversation


@transaction.atomic
def send(*, by: Viewer, conversation: Conversation, text: str) -> Message:
    """Write a message, sealed before it reaches the database. The others are told that it is there.

    Refuses those who do not take part, a closed conversation, an empty or too long text, and one
    that holds the writer's own receipt words.
    """
    row = Conversation.objects.select_for_update().get(id=conversation.id)
    own = permissions.place_in(by, row)
    if own is None or not permissions.may_write(by, row):
        raise Refusal(_("Samtalen er avsluttet."))
    if not text.strip() or len(text) > LONGEST:
        raise Refusal(_("Skriv noe, høyst 5000 tegn."), field="text")
    _keep_code_secret(by, text)
    message = Message(
        organisation_id=row.organisation_id,
        conversation=row,
        sender=own,
        number=_newest(row) + 1,
    )
    message.sealed = vault.seal(text.strip(), place_of(message))
    message.save(force_insert=True)
    own.read_up_to = message.number
    own.write("read_up_to")
    _tell_of(by, message)
    audit.wrote("write message", row, by=by)
    return message


def _newest(conversation: Conversation) -> int:
    """The number of the newest message, 0 when there is none; erased ones leave gaps behind."""
    rows = Message.objects.filter(conversation=conversation)
    return rows.aggregate(newest=Max("number"))["newest"] or 0


def _keep_code_secret(by: Viewer, text: str) -> None:
    """Refuse a text that would give away the writer's own receipt words."""
    try:
        told = people.tells_own_words(by.person_id, text)
    except vault.Busy as busy:
        raise Refusal(_("Mange skriver akkurat nå. Vent litt, og prøv igjen.")) from busy
    if told:
        raise Refusal(
            _("Her står koden din. Den er bare til deg. Ta den bort, og send igjen."),
            field="text",
        )


def _tell_of(by: Viewer, message: Message) -> None:
    """One notice for what is written in one go: whoever was told just now is not told again."""
    just_told = Message.objects.filter(
        conversation_id=message.conversation_id,
        number__gt=OuterRef("read_up_to"),
        number__lt=message.number,
        sent_at__gt=message.sent_at - IN_ONE_GO,
    ).exclude(sender=OuterRef("pk"))
    _tell(by, _others(message.conversation, message.sender).exclude(Exists(just_told)))


def _others(conversation: Conversation, own: Participant) -> QuerySet[Participant]:
    rows = Participant.objects.filter(conversation=conversation, left_at=None)
    return rows.exclude(id=own.id)


def _tell(by: Viewer, participants: QuerySet[Participant]) -> None:
    """Those who come by receipt words have no account: they look for themselves."""
    with_account = participants.filter(person__account__isnull=False)
    for each in with_account.select_related("person__account", "person__organisation"):
        notices.tell(by=by, person=each.person, kind=Kind.MESSAGE, path="/samtaler/")


@transaction.atomic
def read_up_to(*, by: Viewer, conversation: Conversation, number: int) -> None:
    """Note that the viewer has read the messages up to a number; never turns back."""
    own = permissions.place_in(by, conversation)
    upto = min(number, _newest(conversation))
    if own and upto > own.read_up_to:
        own.read_up_to = upto
        own.write("read_up_to")


@transaction.atomic
def prolong(*, by: Viewer, conversation: Conversation, until_on: date) -> bool:
    """Give those who talk elsewhere more time, until a day is over; never less than they have.

    Returns whether that is more. Who calls has asked for permission. Refuses people, and a talk
    that is over or written here.
    """
    row = Conversation.objects.select_for_update().get(id=conversation.id)
    require(by.is_system and by.acts_in(row.organisation_id), _("Dette gjør klokka."))
    if row.until_on is None or row.is_over:
        raise Refusal(_("Samtalen er avsluttet."))
    if until_on <= row.until_on:
        return False
    row.until_on = until_on
    row.write("until_on")
    audit.wrote("prolong conversation", row, by=by)
    return True


@transaction.atomic
def close(*, by: Viewer, conversation: Conversation) -> None:
    """End a conversation: nobody can write any more, those who took part can still read.

    Follows: when one of them ends it, the others are told. Refuses others than those who take
    part, except jobs.
    """
    if not permissions.may_close(by, conversation):
        raise Refusal(_("Du er ikke med i denne samtalen."))
    row = Conversation.objects.select_for_update().get(id=conversation.id)
    if row.closed_at is None:
        row.closed_at = clock.now()
        row.write("closed_at")
        if own := permissions.place_in(by, row):
            _tell(by, _others(row, own))
        audit.wrote("close conversation", row, by=by)


@transaction.atomic
def erase(*, by: Viewer, person: Person, keys: Collection[UUID] = ()) -> None:
    """Delete what a person wrote, and close the talks they took part in.

    The talks with these `keys` were about the person: they are deleted with what others wrote.
    In the others the other one keeps what is theirs. Refuses all but the person.
    """
    require(permissions.is_own(by, person), _("Du er ikke med i denne samtalen."))
    talks = Conversation.objects.filter(participants__person=person)
    about = list(talks.filter(key__in=keys))
    Conversation.objects.filter(id__in=[talk.id for talk in about]).delete()
    vault.erase(*(drawer_of(talk) for talk in about))
    left = list(Conversation.objects.filter(participants__person=person))
    Participant.objects.filter(person=person).delete()
    for talk in left:
        _seal_anew(talk)
        talk.closed_at = talk.closed_at or clock.now()
        talk.write("closed_at")
    audit.wrote("erase messages", person, by=by)


def _seal_anew(conversation: Conversation) -> None:
    """Give what is left of a conversation a new key, so that what was deleted opens in no copy."""
    opened: dict[Message, str] = {}
    for message in Message.objects.filter(conversation=conversation):
        message.conversation = conversation
        with suppress(vault.Tampered):
            opened[message] = vault.open_sealed(bytes(message.sealed), place_of(message))
    vault.erase(drawer_of(conversation))
    for message, text in opened.items():
        message.sealed = vault.seal(text, place_of(message))
        message.write("sealed")


@transaction.atomic
def forget(*, by: Viewer, conversation: Conversation) -> None:
    """Delete a closed conversation with all its messages and its key, when its term is over.

    Refuses people: only a job does this.
    """
    require(by.is_system and by.acts_in(conversation.organisation_id), _("Dette gjør klokka."))
    audit.wrote("forget conversation", conversation, by=by)
    drawer = drawer_of(conversation)
    conversation.delete()
    vault.erase(drawer)
