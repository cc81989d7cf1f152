"""What the clock does: reminds supporters of what they must do, and lets go of those who left."""

from collections.abc import Iterable

from procrastinate.contrib.django import app

from storstua.base import clock
from storstua.base.tenancy import each_organisation, inside
from storstua.supporters import actions, queries


# UTC: before the daily notices go out at six.
@app.periodic(cron="35 5 * * *")
@app.task(queue="clock", queueing_lock="declarations", name="supporters.remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Tell those without a declaration that something waits for them; returns how many lack it.

    Each supporter is told once.
    """
    count = 0
    for by, supporter in each_organisation(_without_declaration, job="remind of declaration"):
        with inside(by.organisation_id, by=by):
            actions.remind_of_declaration(by=by, supporter=supporter)
        count += 1
    return count


@app.periodic(cron="5-59/10 * * * *")
@app.task(queue="clock", queueing_lock="services", name="supporters.end", pass_context=False)
def end_services(timestamp: int) -> int:
    """Take the role from those whose last appointment has run out; returns how many."""
    count = 0
    for by, supporter in each_organisation(_gone_in_role, job="end services"):
        with inside(by.organisation_id, by=by):
            actions.end_service(by=by, supporter=supporter)
        count += 1
    return count


def _gone_in_role() -> Iterable[queries.Supporter]:
    return queries.gone_in_role(clock.today())


def _without_declaration() -> Iterable[queries.Supporter]:
    return queries.without_declaration(clock.today())
