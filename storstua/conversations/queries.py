"""What the pages of conversations need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from storstua.base import clock
from storstua.conversations.models import Conversation, Message, Participant
from storstua.conversations.sealing import text_of
from storstua.organisations.queries import facts_of

# What views and rooms above name the rows they are given.
type Talk = Conversation

PAGE = 100
# Where a talk stands, as the filters of the lists name it.
OPEN, OVER = "open", "over"


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation in a list: with whom, since when, written here or not, how many unread."""

    key: UUID
    others: str
    created_at: datetime
    latest_at: datetime | None
    is_written: bool
    is_over: bool
    until_on: date | None
    unread_count: int

    @property
    def opens_at(self) -> str:
        """The place in the page where one goes on reading."""
        return "#nytt" if self.unread_count else "#siste"


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as it is shown."""

    number: int
    text: str
    sent_at: datetime
    sender: str
    is_own: bool
    is_read_by_other: bool


def listed(conversations: QuerySet[Conversation], person_id: int) -> QuerySet[Conversation]:
    """The conversations with newest message and unread count, newest first."""
    read = Participant.objects.filter(conversation=OuterRef("pk"), person_id=person_id)
    return conversations.annotate(
        read_up_to=Subquery(read.values("read_up_to")[:1]),
        latest_at=Max("messages__sent_at"),
        unread_count=Count(
            "messages",
            filter=Q(messages__number__gt=F("read_up_to"))
            & ~Q(messages__sender__person_id=person_id),
            distinct=True,
        ),
    ).order_by(F("latest_at").desc(nulls_last=True), "-created_at")


def lines(conversations: Iterable[Conversation], person_id: int) -> list[Line]:
    """Lines for a list page; the rows come from `listed`, names in one query for all of them."""
    rows = list(conversations)
    names: dict[int, list[str]] = {}
    people = Participant.objects.filter(conversation__in=[row.id for row in rows])
    for conversation_id, name in (
        people.exclude(person_id=person_id)
        .order_by("id")
        .values_list("conversation_id", "shown_name")
    ):
        names.setdefault(conversation_id, []).append(name)
    return [
        Line(
            key=row.key,
            others=", ".join(names.get(row.id, [])),
            created_at=row.created_at,
            latest_at=getattr(row, "latest_at", None),
            is_written=row.is_written,
            is_over=row.is_over,
            until_on=row.until_on,
            unread_count=getattr(row, "unread_count", 0),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Company:
    """Those who take part: oneself, and the others with their names and how far they have read."""

    own: Participant
    others: tuple[Participant, ...]

    @property
    def names(self) -> str:
        """The names of the others, as they are shown."""
        return ", ".join(each.shown_name for each in self.others)

    @property
    def read_up_to(self) -> int:
        """The number of the newest message that everyone else has read."""
        return min((each.read_up_to for each in self.others), default=0)


def company(conversation: Conversation, person_id: int) -> Company | None:
    """Who takes part, as one of them sees it; None for those who do not. One query."""
    rows = list(Participant.objects.filter(conversation=conversation).order_by("id"))
    own = next((row for row in rows if row.person_id == person_id and not row.left_at), None)
    return Company(own, tuple(row for row in rows if row != own)) if own else None


def thread(conversation: Conversation, company: Company, before: int | None = None) -> list[Shown]:
    """Up to 100 messages, oldest first; the newest ones, or those before a number. One query."""
    rows = conversation.messages.select_related("sender")
    if before:
        rows = rows.filter(number__lt=before)
    newest = list(rows.order_by("-number")[:PAGE])
    return [
        Shown(
            number=row.number,
            text=text_of(row),
            sent_at=row.sent_at,
            sender=row.sender.shown_name,
            is_own=row.sender_id == company.own.id,
            is_read_by_other=row.number <= company.read_up_to,
        )
        for row in reversed(newest)
    ]


def whole(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """The conversations with what their pages need to know of the organisation."""
    return conversations.select_related("organisation")


def deleted_on(conversation: Conversation) -> date:
    """The day from which a talk is deleted: the organisation's term after its end, if it ends now.

    The row comes from `whole`.
    """
    policy = facts_of(conversation.organisation).policy
    ended_at = conversation.closed_at or clock.now()
    return clock.day_of(ended_at) + timedelta(days=policy.keep_closed_days)


def over(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Those of the talks that are over: ended by one of them, or past their agreed time."""
    return rows.filter(Q(closed_at__isnull=False) | Q(until_on__lt=clock.today()))


def in_state(rows: QuerySet[Conversation], state: str) -> QuerySet[Conversation]:
    """The talks that go on ("open"), that are over ("over"); all for anything else."""
    if state == OVER:
        return over(rows)
    return rows.exclude(id__in=over(rows).values("id")) if state == OPEN else rows


def ended_keys() -> QuerySet[Conversation, UUID]:
    """The keys of the talks that are over, for a condition of a room above."""
    return over(Conversation.objects.all()).values_list("key", flat=True)


def between(rows: QuerySet[Conversation], name: str) -> QuerySet[Conversation]:
    """The talks in which someone takes part under a name, or a part of one; all when it is ""."""
    if not name:
        return rows
    named = Participant.objects.filter(shown_name__icontains=name)
    return rows.filter(id__in=named.values("conversation_id"))


def open_elsewhere_keys() -> QuerySet[Conversation, UUID]:
    """The keys of the talks by telephone or in person that go on, for a room above."""
    rows = Conversation.objects.filter(is_written=False)
    return in_state(rows, OPEN).values_list("key", flat=True)


def unread_count(organisation_id: int, person_id: int) -> int:
    """How many messages wait unread for a person."""
    return (
        Message.objects.filter(
            organisation_id=organisation_id,
            conversation__participants__person_id=person_id,
            conversation__participants__left_at__isnull=True,
            number__gt=F("conversation__participants__read_up_to"),
        )
        .exclude(sender__person_id=person_id)
        .count()
    )


def names_talked_with(organisation_id: int, person_id: int, limit: int = 5) -> list[str]:
    """The shown names of those a person talked with lately, newest first; to prefill the log."""
    talks = Participant.objects.filter(
        organisation_id=organisation_id, person_id=person_id, left_at=None
    ).values("conversation_id")
    others = Participant.objects.filter(conversation_id__in=talks).exclude(person_id=person_id)
    return list(others.order_by("-conversation_id").values_list("shown_name", flat=True)[:limit])


def by_key(key: UUID | None) -> Conversation | None:
    """The conversation of a key, for a room above that remembers it; None when it is gone."""
    return Conversation.objects.filter(key=key).first() if key else None


def by_keys(keys: Iterable[UUID]) -> dict[UUID, Conversation]:
    """Conversations by key, for a room above that remembers keys."""
    return {row.key: row for row in Conversation.objects.filter(key__in=list(keys))}


def closed_before(organisation_id: int, moment: datetime) -> list[Conversation]:
    """The talks of an organisation that were closed before a moment, oldest first."""
    rows = Conversation.objects.filter(organisation_id=organisation_id, closed_at__lt=moment)
    return list(rows.order_by("closed_at", "id"))


def people_in_talks(organisation_id: int) -> QuerySet[Participant, int]:
    """The ids of those who take part in any talk of the organisation, open or closed."""
    rows = Participant.objects.filter(organisation_id=organisation_id)
    return rows.values_list("person_id", flat=True)
