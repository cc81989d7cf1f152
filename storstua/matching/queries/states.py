"""Where requests stand, as conditions in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from storstua.base import clock
from storstua.conversations import queries as talks
from storstua.matching.choices import Answer, State
from storstua.matching.models import Ask, Closing, Request
from storstua.supporters import queries as supporters

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class StateFact(TypedDict):
        """What `with_state` finds."""

        state: str

    type Standing = WithAnnotations[Request, StateFact]


def _has(answer: str) -> Exists:
    return Exists(Ask.objects.filter(request=OuterRef("pk"), answer=answer))


def _waits_for_person() -> Exists:
    """A supporter has said yes, and the person has not said yes or no to them yet."""
    asks = Ask.objects.filter(request=OuterRef("pk"), answer=Answer.YES, met_at=None)
    return Exists(asks)


def _waits_for_someone() -> Exists:
    """An ask waits, and not for someone who has a pause: that one reads as passed on at once."""
    awake = supporters.awake(clock.today())
    return Exists(Ask.objects.filter(request=OuterRef("pk"), answer="", supporter__in=awake))


def _has_ended() -> Exists:
    """One of the two has ended the talk; it reads as over before the clock has written it down.

    Where the supporter has left altogether, the request goes back instead.
    """
    gone = supporters.gone(clock.today()).values("id")
    asks = Ask.objects.filter(request=OuterRef("pk"), answer=Answer.YES)
    asks = asks.filter(conversation_key__in=talks.ended_keys())
    return Exists(asks.exclude(supporter__in=gone))


def with_state(rows: QuerySet[Request]) -> QuerySet[Standing]:
    """The requests with `state`: closed, offered, talking, asked, waiting; the first that holds."""
    closed = Exists(Closing.objects.filter(request=OuterRef("pk"))) | _has_ended()
    found = rows.annotate(
        state=Case(
            When(closed, then=Value(State.CLOSED.value)),
            When(_waits_for_person(), then=Value(State.OFFERED.value)),
            When(_has(Answer.YES), then=Value(State.TALKING.value)),
            When(_waits_for_someone(), then=Value(State.ASKED.value)),
            default=Value(State.WAITING.value),
            output_field=CharField(),
        )
    )
    return cast("QuerySet[Standing]", found)


def unanswered(rows: QuerySet[Request]) -> QuerySet[Standing]:
    """The requests that nobody has said yes to, and that are not over."""
    return with_state(rows).filter(state__in=(State.WAITING, State.ASKED))


def by_promise(rows: QuerySet[Request], due: str) -> QuerySet[Request]:
    """Those whose promised day is past ("over"), or to come ("innen"); all for anything else.

    Whoever stands on the waiting list has been told so, and is promised no day.
    """
    today = clock.today()
    conditions = {"over": Q(promised_on__lt=today), "innen": Q(promised_on__gte=today)}
    if due not in conditions:
        return rows
    return rows.filter(conditions[due], is_on_waiting_list=False)


def without_talk(rows: QuerySet[Request]) -> QuerySet[Standing]:
    """The unanswered ones, and those whose person has not said whether the supporter is fine."""
    return with_state(rows).filter(state__in=(State.WAITING, State.ASKED, State.OFFERED))
