"""What the clock does: passes on asks to the paused, and ends requests whose term is over."""

from procrastinate.contrib.django import app

from storstua.base.viewer import Viewer
from storstua.matching import actions, queries


@app.periodic(cron="*/10 * * * *")
@app.task(queue="clock", queueing_lock="paused asks", name="matching.pass_on", pass_context=False)
def pass_on(timestamp: int) -> int:
    """Write down that asks to people who have a pause are passed on; returns how many."""
    return sum(
        actions.pass_on_paused(
            by=Viewer.system(request.organisation_id, "pass on asks"), request=request
        )
        for request in queries.waiting_for_paused()
    )


@app.periodic(cron="20 1 * * *")
@app.task(queue="clock", queueing_lock="old requests", name="matching.end_old", pass_context=False)
def end_old(timestamp: int) -> int:
    """End the requests that nobody answered within the organisation's term; returns how many."""
    old = queries.past_their_term()
    for request in old:
        by = Viewer.system(request.organisation_id, "end old requests")
        actions.end_request(by=by, request=request)
    return len(old)


# UTC: before the daily notices go out at six.
@app.periodic(cron="30 5 * * *")
@app.task(queue="clock", queueing_lock="overdue", name="matching.tell_overdue", pass_context=False)
def tell_overdue(timestamp: int) -> int:
    """Tell coordinators of the requests that have waited longer than promised; returns how many.

    Each coordinator is told of a request once.
    """
    late = queries.overdue()
    for request in late:
        by = Viewer.system(request.organisation_id, "tell overdue")
        actions.tell_overdue(by=by, request=request)
    return len(late)
