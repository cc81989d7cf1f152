"""The terms of the map that the clock keeps: what is over its time, and the action that deletes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storstua.activities import actions as activities
from storstua.activities import queries as done
from storstua.audit import chaining
from storstua.audit.chaining import LOG_MONTHS, months_before
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations import queries as talks
from storstua.matching import actions as matching
from storstua.matching import queries as requests
from storstua.notices import actions as notices
from storstua.notices import queries as told
from storstua.organisations.models import Policy
from storstua.people.models import Person
from storstua.privacy import log_terms
from storstua.privacy.terms import closed_since, done_since, ended_since
from storstua.roles import actions as roles
from storstua.roles import queries as held
from storstua.supporters import actions as supporters
from storstua.supporters import queries as service
from storstua.supporters.queries import Supporter

type Erase = Callable[[Viewer, Person], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One term: which rows are over their time at a moment, and how they go."""

    term: str
    due: Callable[[Policy, datetime], Sequence[Any]]
    delete: Callable[[Viewer, Sequence[Any]], object]


def each(delete: Callable[[Viewer, Any], None]) -> Callable[[Viewer, Sequence[Any]], None]:
    """The same for several rows, one after the other."""

    def one_by_one(by: Viewer, rows: Sequence[Any]) -> None:
        for row in rows:
            delete(by, row)

    return one_by_one


def rules(erase: Erase) -> tuple[Rule, ...]:
    """The rules in the order they run: a person goes when nothing of theirs is left."""
    return (*_of_talks(erase), *_of_service(erase), *_of_the_house())


def _of_talks(erase: Erase) -> tuple[Rule, ...]:
    return (
        Rule(
            "talk",
            lambda policy, at: talks.closed_before(
                policy.organisation_id, closed_since(policy, at)
            ),
            each(lambda by, row: conversations.forget(by=by, conversation=row)),
        ),
        Rule(
            "request",
            lambda policy, at: requests.closed_before(
                policy.organisation_id, closed_since(policy, at)
            ),
            each(lambda by, row: matching.forget(by=by, request=row)),
        ),
        Rule("person", _left_alone, each(erase)),
    )


def _of_service(erase: Erase) -> tuple[Rule, ...]:
    return (
        Rule(
            "service",
            lambda policy, at: list(
                service.with_something_to_forget(
                    service.ended_before(policy.organisation_id, ended_since(policy, at))
                )
            ),
            each(lambda by, row: supporters.forget_service(by=by, supporter=row)),
        ),
        Rule(
            "activities",
            lambda policy, at: list(
                done.done_before(policy.organisation_id, done_since(policy, at))
            ),
            lambda by, rows: activities.forget(by=by, activities=rows),
        ),
        Rule("proof", _proved_long_enough, each(lambda by, row: _forget_proof(by, row, erase))),
    )


def _of_the_house() -> tuple[Rule, ...]:
    return (
        Rule(
            "notices",
            lambda policy, at: told.older_than(policy.organisation_id, closed_since(policy, at)),
            lambda by, rows: notices.forget_old(by=by, notices=rows),
        ),
        Rule(
            "invitations",
            lambda policy, at: list(
                held.ran_out_before(policy.organisation_id, closed_since(policy, at))
            ),
            each(lambda by, row: roles.forget_invitation(by=by, invitation=row)),
        ),
        Rule(
            "proposals",
            lambda policy, at: list(
                held.proposals_before(policy.organisation_id, closed_since(policy, at))
            ),
            each(lambda by, row: roles.forget_proposal(by=by, proposal=row)),
        ),
        Rule(
            "openings",
            lambda policy, at: list(
                held.openings_before(policy.organisation_id, months_before(at, LOG_MONTHS))
            ),
            each(lambda by, row: roles.forget_opening(by=by, opening=row)),
        ),
        Rule("log", lambda _policy, at: log_terms.due(at), lambda _by, rows: chaining.drop(rows)),
    )


def _left_alone(policy: Policy, at: datetime) -> list[Person]:
    """The seekers of whom no request and no talk is left."""
    rows = Person.objects.filter(
        organisation_id=policy.organisation_id, account=None, receipt__isnull=False
    ).filter(created_at__lt=closed_since(policy, at))
    rows = rows.exclude(id__in=requests.people_with_requests(policy.organisation_id))
    return list(rows.exclude(id__in=talks.people_in_talks(policy.organisation_id)).order_by("id"))


def _proved_long_enough(policy: Policy, at: datetime) -> list[Supporter]:
    """Those whose service ended that many years ago and who stand in no activity any more."""
    rows = service.ended_before(policy.organisation_id, done_since(policy, at))
    in_any = done.supporters_in_any(policy.organisation_id)
    asked = requests.supporters_asked(policy.organisation_id)
    return list(rows.exclude(id__in=in_any).exclude(id__in=asked))


def _forget_proof(by: Viewer, supporter: Supporter, erase: Erase) -> None:
    """With the proof goes the person, unless they are a member or can sign in."""
    person = supporter.person
    supporters.forget_proof(by=by, supporter=supporter)
    if person.account_id is None and not person.is_member:
        erase(by, person)
