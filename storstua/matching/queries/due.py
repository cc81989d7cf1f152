"""Rows whose time has come, for the clock."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from storstua.base import clock
from storstua.matching.choices import Answer, State
from storstua.matching.models import Ask, Request
from storstua.matching.queries.states import unanswered, with_state, without_talk
from storstua.organisations.models import Policy
from storstua.supporters import queries as supporters


def waiting_for_paused() -> list[Request]:
    """The requests here whose ask waits for someone who has a pause."""
    awake = supporters.awake(clock.today())
    asks = Ask.objects.filter(answer="").exclude(supporter__in=awake)
    return list(Request.objects.filter(id__in=asks.values("request_id")))


def open_with_left() -> list[Ask]:
    """The asks here that wait for a supporter who has left, or to which they have said yes."""
    gone = supporters.gone(clock.today()).values("id")
    open_ones = Ask.objects.filter(answer__in=("", Answer.YES), request__closing__isnull=True)
    return list(open_ones.filter(supporter__in=gone).order_by("id"))


def talked_out() -> list[Request]:
    """The requests here whose talk one of the two has ended."""
    rows = with_state(Request.objects.filter(closing__isnull=True))
    return list(rows.filter(state=State.CLOSED).order_by("id"))


def overdue() -> list[Request]:
    """The requests here that have waited longer than promised.

    Whoever stands on a waiting list has been told of another wait.
    """
    rows = unanswered(Request.objects.filter(is_on_waiting_list=False))
    return list(rows.filter(promised_on__lt=clock.today()).order_by("id"))


def past_their_term() -> list[Request]:
    """The requests here that have waited without a talk longer than the organisation keeps them."""
    found: list[Request] = []
    for policy in Policy.objects.all():
        before = clock.now() - timedelta(days=policy.keep_unmatched_days)
        rows = Request.objects.filter(
            organisation_id=policy.organisation_id, received_at__lt=before
        )
        found += without_talk(rows)
    return found


def closed_before(organisation_id: int, moment: datetime) -> list[Request]:
    """The requests of an organisation that ended before a moment, oldest first."""
    rows = Request.objects.filter(organisation_id=organisation_id, closing__closed_at__lt=moment)
    return list(rows.order_by("closing__closed_at", "id"))


def supporters_asked(organisation_id: int) -> QuerySet[Ask, int]:
    """The ids of the supporters who were asked about a request that is still kept."""
    rows = Ask.objects.filter(organisation_id=organisation_id)
    return rows.values_list("supporter_id", flat=True)


def people_with_requests(organisation_id: int) -> QuerySet[Request, int]:
    """The ids of those who have a request in the organisation, also one that is over."""
    rows = Request.objects.filter(organisation_id=organisation_id)
    return rows.values_list("person_id", flat=True)
