"""What the clock does: passes on asks to the paused, and ends requests whose term is over."""

from procrastinate.contrib.django import app

from storstua.base.tenancy import do_for_each, each_organisation, inside
from storstua.matching import actions, queries


@app.periodic(cron="*/10 * * * *")
@app.task(queue="clock", queueing_lock="paused asks", name="matching.pass_on", pass_context=False)
def pass_on(timestamp: int) -> int:
    """Write down that asks to people who have a pause are passed on; returns how many."""
    count = 0
    for by, request in each_organisation(queries.waiting_for_paused, job="pass on asks"):
        with inside(by.organisation_id, by=by):
            count += actions.pass_on_paused(by=by, request=request)
    return count


@app.periodic(cron="*/10 * * * *")
@app.task(queue="clock", queueing_lock="left", name="matching.hand_back", pass_context=False)
def hand_back(timestamp: int) -> int:
    """Give back the requests of supporters who have left; returns how many."""
    return do_for_each(
        queries.open_with_left,
        lambda by, ask: actions.hand_back(by=by, ask=ask),
        job="hand back",
    )


@app.periodic(cron="*/10 * * * *")
@app.task(queue="clock", queueing_lock="ended", name="matching.end_talked", pass_context=False)
def end_talked(timestamp: int) -> int:
    """End the requests whose talk has ended: places are free again; returns how many."""
    return do_for_each(
        queries.talked_out,
        lambda by, request: actions.end_talked(by=by, request=request),
        job="end talked",
    )


@app.periodic(cron="20 1 * * *")
@app.task(queue="clock", queueing_lock="old requests", name="matching.end_old", pass_context=False)
def end_old(timestamp: int) -> int:
    """End the requests that nobody answered within the organisation's term; returns how many."""
    return do_for_each(
        queries.past_their_term,
        lambda by, request: actions.end_request(by=by, request=request),
        job="end old requests",
    )


# UTC: before the daily notices go out at six.
@app.periodic(cron="30 5 * * *")
@app.task(queue="clock", queueing_lock="overdue", name="matching.tell_overdue", pass_context=False)
def tell_overdue(timestamp: int) -> int:
    """Tell coordinators of the requests that have waited longer than promised; returns how many.

    Each coordinator is told of a request once.
    """
    return do_for_each(
        queries.overdue,
        lambda by, request: actions.tell_overdue(by=by, request=request),
        job="tell overdue",
    )
