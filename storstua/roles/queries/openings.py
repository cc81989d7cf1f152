"""What was opened in an emergency: by whom lately, about whom, and what waits for a second."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Policy
from storstua.people.models import Person
from storstua.roles import permissions, two
from storstua.roles.choices import Verdict
from storstua.roles.emergency import A_MONTH, AFTER_A_NO, ANSWER_WITHIN, OPEN_FOR, Record
from storstua.roles.models import Opening
from storstua.roles.queries.held import holdings_of

# So long somebody is told on their own first page that something about them was opened.
TOLD_FOR = A_MONTH


def record_of(person_id: int, object_key: UUID) -> Record:
    """What a person opened alone lately and what others found, and a no about this thing today."""
    now = clock.now()
    alone = Q(is_alone=True)
    declined = Q(object_key=object_key, declined_at__gt=now - AFTER_A_NO, answered_at__isnull=False)
    wrong = Q(verdict=Verdict.WRONG, reviewed_at__gt=now - A_MONTH)
    found = Opening.objects.filter(opener_id=person_id).aggregate(
        lately=Count("id", filter=alone & Q(opened_at__gte=now - A_MONTH)),
        unseen=Count("id", filter=alone & Q(verdict="")),
        declined=Count("id", filter=declined),
        wrong=Count("id", filter=wrong),
    )
    return Record(
        opened_alone=found["lately"],
        awaits_review=found["unseen"] > 0,
        was_declined=found["declined"] > 0,
        was_wrong=found["wrong"] > 0,
    )


def is_opened(object_key: UUID) -> bool:
    """True while the thing is open for somebody."""
    return _running(Opening.objects.filter(object_key=object_key), clock.now()).exists()


def is_asked_for(object_key: UUID) -> bool:
    """True while an opening of the thing waits for an answer, or is open."""
    now, rows = clock.now(), Opening.objects.filter(object_key=object_key)
    return (_waiting(rows, now) | _running(rows, now)).exists()


def openings_about(person_id: int) -> QuerySet[Opening]:
    """What was opened about a person within a month, newest first."""
    since = clock.now() - TOLD_FOR
    rows = Opening.objects.filter(person_id=person_id, opened_at__gte=since)
    return rows.order_by("-opened_at", "-id")


def openings_in(rows: QuerySet[Opening], stage: str) -> QuerySet[Opening]:
    """Those of the openings at this stage: "waiting", "open", "review", or all."""
    now = clock.now()
    if stage == "waiting":
        return _waiting(rows, now)
    if stage == "open":
        return _running(rows, now)
    return rows.filter(is_alone=True, verdict="") if stage == "review" else rows


def own_open_openings(viewer: Viewer) -> QuerySet[Opening]:
    """What the viewer asked to open and is open for them now."""
    own = Opening.objects.filter(organisation_id=viewer.organisation_id)
    return _running(own.filter(opener_id=viewer.person_id), clock.now())


def openings_to_answer(viewer: Viewer, policy: Policy) -> QuerySet[Opening]:
    """The openings that wait for the viewer's yes or no."""
    return _waiting(permissions.answerable_openings(viewer, policy), clock.now())


def openings_to_review(viewer: Viewer, policy: Policy) -> QuerySet[Opening]:
    """The openings that one person made alone and the viewer may look at."""
    return openings_in(permissions.answerable_openings(viewer, policy), "review")


def opener_of(opening: Opening) -> Viewer:
    """The viewer behind who asked to open it, with the roles they hold today."""
    person_id = opening.opener_id or 0
    holdings = holdings_of(person_id)
    return Viewer(organisation_id=opening.organisation_id, person_id=person_id, holdings=holdings)


def seconds_of(opening: Opening) -> list[Person]:
    """The people who may answer an opening: those of `permissions.answerable_openings`."""
    policy = Policy.objects.get(organisation_id=opening.organisation_id)
    grants = permissions.grants_of_seconds(policy).values_list("person_id", "role", "branch_id")
    ids = two.seconds(
        chosen=Role(policy.second_person),
        branch_id=None,
        barred={opening.opener_id or 0, opening.person_id},
        held={two.Held(person_id, Role(role), branch) for person_id, role, branch in grants},
    )
    return list(Person.objects.filter(id__in=ids).select_related("account", "organisation"))


def openings_before(organisation_id: int, moment: datetime) -> QuerySet[Opening]:
    """The openings of an organisation that were asked for before a moment, oldest first."""
    rows = Opening.objects.filter(organisation_id=organisation_id, created_at__lt=moment)
    return rows.order_by("created_at", "id")


def _waiting(rows: QuerySet[Opening], now: datetime) -> QuerySet[Opening]:
    return rows.filter(opened_at=None, declined_at=None, created_at__gt=now - ANSWER_WITHIN)


def _running(rows: QuerySet[Opening], now: datetime) -> QuerySet[Opening]:
    return rows.filter(opened_at__gt=now - OPEN_FOR, ended_at=None)
