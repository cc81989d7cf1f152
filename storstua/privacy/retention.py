"""The terms of the map that the clock keeps: what is over its time, and the action that deletes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations import queries as talks
from storstua.matching import actions as matching
from storstua.matching import queries as requests
from storstua.notices import actions as notices
from storstua.notices import queries as told
from storstua.organisations.models import Policy
from storstua.people.models import Person


@dataclass(frozen=True, slots=True)
class Rule:
    """One term: which rows are over their time at a moment, and how one of them goes."""

    term: str
    due: Callable[[Policy, datetime], Sequence[Any]]
    delete: Callable[[Viewer, Any], None]


def _over(policy: Policy, at: datetime) -> datetime:
    return at - timedelta(days=policy.keep_closed_days)


def _left_alone(policy: Policy, at: datetime) -> list[Person]:
    """The seekers of whom no request and no talk is left."""
    rows = Person.objects.filter(
        organisation_id=policy.organisation_id, account=None, receipt__isnull=False
    ).filter(created_at__lt=_over(policy, at))
    rows = rows.exclude(id__in=requests.people_with_requests(policy.organisation_id))
    return list(rows.exclude(id__in=talks.people_in_talks(policy.organisation_id)).order_by("id"))


def rules(erase: Callable[[Viewer, Person], None]) -> tuple[Rule, ...]:
    """The rules in the order they run: a person goes when nothing of theirs is left."""
    return (
        Rule(
            "talk",
            lambda policy, at: talks.closed_before(policy.organisation_id, _over(policy, at)),
            lambda by, row: conversations.forget(by=by, conversation=row),
        ),
        Rule(
            "request",
            lambda policy, at: requests.closed_before(policy.organisation_id, _over(policy, at)),
            lambda by, row: matching.forget(by=by, request=row),
        ),
        Rule("person", _left_alone, erase),
        Rule(
            "notices",
            lambda policy, at: told.older_than(policy.organisation_id, _over(policy, at)),
            lambda by, row: notices.forget_old(by=by, notices=[row]),
        ),
    )
