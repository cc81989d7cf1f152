"""One request with everything its pages need, in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from storstua.matching.choices import Answer
from storstua.matching.models import (
    Ask,
    ExcludedSupporter,
    NoticeAddress,
    Request,
    RequestTopic,
)
from storstua.matching.queries.states import with_state

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Parts(TypedDict):
        """What `whole` finds beside the row."""

        state: str
        topic_ids: list[int]
        excluded_ids: list[int]
        answered_ids: list[int]
        has_lost_supporter: bool
        notice_way: str | None

    type WholeRequest = WithAnnotations[Request, Parts]


def whole(rows: QuerySet[Request]) -> QuerySet[WholeRequest]:
    """The requests with person, organisation, state, topics, and whom not to ask (again)."""
    mine = {"request": OuterRef("pk")}
    topics = RequestTopic.objects.filter(**mine).order_by("id").values("topic_id")
    excluded = ExcludedSupporter.objects.filter(**mine).values("supporter_id")
    answered = Ask.objects.filter(**mine).exclude(answer="").values("supporter_id")
    found = (
        with_state(rows)
        .select_related("person", "organisation", "wished_supporter__person")
        .annotate(
            topic_ids=ArraySubquery(topics),
            excluded_ids=ArraySubquery(excluded),
            answered_ids=ArraySubquery(answered),
            has_lost_supporter=Exists(Ask.objects.filter(**mine, answer=Answer.LEFT)),
            notice_way=Subquery(NoticeAddress.objects.filter(**mine).values("way")[:1]),
        )
    )
    return cast("QuerySet[WholeRequest]", found)


def whole_one(request: Request) -> WholeRequest:
    """The same for a row that is at hand already."""
    return whole(Request.objects.filter(id=request.id)).get()
