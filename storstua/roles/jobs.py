"""What the clock does: closes proposals that nobody answered in time."""

from procrastinate.contrib.django import app

from storstua.base.tenancy import each_organisation, inside
from storstua.roles import actions, queries


@app.periodic(cron="7 * * * *")
@app.task(queue="clock", queueing_lock="proposals lapse", name="roles.lapse", pass_context=False)
def lapse(timestamp: int) -> int:
    """Close what ran out; returns how many."""
    count = 0
    for by, proposal in each_organisation(queries.run_out, job="close proposals"):
        with inside(by.organisation_id, by=by):
            actions.lapse(by=by, proposal=proposal)
        count += 1
    return count
