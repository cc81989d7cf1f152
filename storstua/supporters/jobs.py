"""What the clock does: reminds supporters of what they must do, and lets go of those who left."""

from collections.abc import Iterable

from procrastinate.contrib.django import app

from storstua.base import clock
from storstua.base.tenancy import do_for_each
from storstua.supporters import actions, queries


# UTC: before the daily notices go out at six.
@app.periodic(cron="35 5 * * *")
@app.task(queue="clock", queueing_lock="declarations", name="supporters.remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Tell those without a declaration that something waits for them; returns how many lack it.

    Each supporter is told once.
    """
    return do_for_each(
        _without_declaration,
        lambda by, supporter: actions.remind_of_declaration(by=by, supporter=supporter),
        job="remind of declaration",
    )


@app.periodic(cron="5-59/10 * * * *")
@app.task(queue="clock", queueing_lock="services", name="supporters.end", pass_context=False)
def end_services(timestamp: int) -> int:
    """Take the role from those whose last appointment has run out; returns how many."""
    return do_for_each(
        _gone_in_role,
        lambda by, supporter: actions.end_service(by=by, supporter=supporter),
        job="end services",
    )


def _gone_in_role() -> Iterable[queries.Supporter]:
    return queries.gone_in_role(clock.today())


def _without_declaration() -> Iterable[queries.Supporter]:
    return queries.without_declaration(clock.today())
