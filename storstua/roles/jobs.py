"""What the clock does: closes proposals that nobody answered in time."""

from procrastinate.contrib.django import app

from storstua.base.tenancy import do_for_each
from storstua.roles import actions, queries


@app.periodic(cron="7 * * * *")
@app.task(queue="clock", queueing_lock="proposals lapse", name="roles.lapse", pass_context=False)
def lapse(timestamp: int) -> int:
    """Close what ran out; returns how many."""
    return do_for_each(
        queries.run_out,
        lambda by, proposal: actions.lapse(by=by, proposal=proposal),
        job="close proposals",
    )
