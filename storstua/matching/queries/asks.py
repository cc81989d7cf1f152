"""Asks: what waits for a supporter, and what became of each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from storstua.audit import queries as audit
from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.conversations import queries as talks
from storstua.conversations.queries import Talk
from storstua.matching import permissions
from storstua.matching.choices import Answer
from storstua.matching.models import Ask, Request
from storstua.matching.sealing import message_of
from storstua.people import contact
from storstua.people.models import ContactKind, ContactPoint
from storstua.supporters import queries as supporters

SLOW = timedelta(days=1)
NEWLY = timedelta(days=7)
# What is noted when a supporter sees how a talk outside of here begins.
READ_HOW = "read how to begin"


@dataclass(frozen=True, slots=True)
class AskLine:
    """One ask about a request, as the coordinator sees it."""

    key: UUID
    supporter: str
    supporter_key: UUID
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    is_passed_on: bool
    met_at: datetime | None
    talk_key: UUID | None = None
    has_account: bool = True

    @property
    def waits_for_person(self) -> bool:
        """True while the person has not said whether the supporter is fine."""
        return self.answer == Answer.YES and self.met_at is None


def open_ask(request: Request) -> Ask | None:
    """The ask that waits for a supporter's answer; one query."""
    return Ask.objects.filter(request=request, answer="").first()


def asks_of(request: Request) -> list[AskLine]:
    """The asks about a request, newest first; one to a paused supporter reads as passed on."""
    awake = supporters.awake(clock.today()).filter(id=OuterRef("supporter"))
    rows = Ask.objects.filter(request=request).select_related("supporter__person")
    rows = rows.annotate(is_awake=Exists(awake))
    return [
        AskLine(
            key=row.key,
            supporter=row.supporter.person.full_name,
            supporter_key=row.supporter.key,
            asked_at=row.asked_at,
            answer=row.answer,
            answered_at=row.answered_at,
            is_passed_on=row.answer == "" and not vars(row)["is_awake"],
            met_at=row.met_at,
            talk_key=row.conversation_key,
            has_account=row.supporter.person.account_id is not None,
        )
        for row in rows.order_by("-asked_at", "-id")
    ]


def waiting_asks_of(viewer: Viewer) -> list[Ask]:
    """The asks that wait for the viewer's own yes or not now, oldest first."""
    rows = permissions.readable_asks(viewer).filter(
        answer="", supporter__person_id=viewer.person_id
    )
    return list(rows.select_related("request__person", "supporter").order_by("asked_at"))


def begun_asks_of(viewer: Viewer) -> QuerySet[Ask]:
    """The viewer's talks by phone or in person that both said yes to lately, not looked at yet."""
    asks = permissions.readable_asks(viewer).filter(request__closing__isnull=True)
    elsewhere = talks.open_elsewhere_keys()
    own = asks.filter(supporter__person_id=viewer.person_id, conversation_key__in=elsewhere)
    begun = own.filter(answer=Answer.YES, met_at__gt=clock.now() - NEWLY)
    seen = audit.read_by(viewer, READ_HOW).filter(object_key=OuterRef("key"))
    return begun.exclude(Exists(seen))


def slow_asks_count(viewer: Viewer) -> int:
    """How many asks have waited more than a day for an answer."""
    rows = permissions.readable_asks(viewer).filter(answer="", request__closing__isnull=True)
    return rows.filter(asked_at__lt=clock.now() - SLOW).count()


def talk_of(ask: Ask) -> Talk | None:
    """The talk that came of an ask, open or over; None before both have said yes."""
    is_met = ask.answer == Answer.YES and ask.met_at is not None
    return talks.by_key(ask.conversation_key) if is_met else None


def contact_of(ask: Ask, talk: Talk | None) -> ContactPoint | None:
    """The phone the seeker gave, as long as the time lasts that they agreed to talk in."""
    if talk is None or talk.is_over or talk.is_written:
        return None
    points = ContactPoint.objects.filter(person_id=ask.request.person_id, kind=ContactKind.PHONE)
    return points.select_related("person").first()


def contact_in_clear(point: ContactPoint) -> str:
    """The number or address itself; the caller has noted the reading."""
    return contact.opened(point)


def message_to_supporter(ask: Ask) -> str:
    """What the coordinator wrote to the supporter, in clear."""
    return message_of(ask)
