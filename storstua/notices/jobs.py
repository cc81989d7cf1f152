"""What the clock does: one mail a day to those who want their notices that way."""

from procrastinate.contrib.django import app

from storstua.base.viewer import Viewer
from storstua.notices import actions, queries


# UTC: seven or eight in the morning in Norway.
@app.periodic(cron="0 6 * * *")
@app.task(queue="clock", queueing_lock="digest", name="notices.daily", pass_context=False)
def daily(timestamp: int) -> int:
    """Send the waiting notices, one mail per person; returns how many people got one."""
    people = queries.with_waiting()
    for organisation_id, person_id in people:
        by = Viewer.system(organisation_id, "daily notices")
        actions.deliver(by=by, notices=queries.waiting_of(person_id))
    return len(people)
