"""What the clock does: one mail a day to those who want their notices that way."""

from procrastinate.contrib.django import app

from storstua.base.tenancy import each_organisation, inside
from storstua.notices import actions, queries


# UTC: seven or eight in the morning in Norway.
@app.periodic(cron="0 6 * * *")
@app.task(queue="clock", queueing_lock="digest", name="notices.daily", pass_context=False)
def daily(timestamp: int) -> int:
    """Send the waiting notices, one mail per person; returns how many people got one."""
    count = 0
    for by, person_id in each_organisation(queries.with_waiting, job="daily notices"):
        with inside(by.organisation_id, by=by):
            actions.deliver(by=by, notices=queries.waiting_of(person_id))
        count += 1
    return count
