"""What the clock does: tells supporters what they must do before they can go on."""

from procrastinate.contrib.django import app

from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.supporters import actions, queries


# UTC: before the daily notices go out at six.
@app.periodic(cron="35 5 * * *")
@app.task(queue="clock", queueing_lock="declarations", name="supporters.remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Tell those without a declaration that something waits for them; returns how many lack it.

    Each supporter is told once.
    """
    lacking = list(queries.without_declaration(clock.today()))
    for supporter in lacking:
        by = Viewer.system(supporter.organisation_id, "remind of declaration")
        actions.remind_of_declaration(by=by, supporter=supporter)
    return len(lacking)
