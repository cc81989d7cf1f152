"""What the clock does: sends the messages whose time has come."""

from time import monotonic

from procrastinate.contrib.django import app

from storstua.base.tenancy import INSTALLATION, each_organisation, inside, organisation_ids
from storstua.base.viewer import Viewer
from storstua.outbox import actions, queries
from storstua.outbox.carriers import carriers

# Then the next round begins, which comes every ten seconds: a slow mail server holds up no stop.
ROUND_SECONDS = 60


@app.periodic(cron="* * * * * */10")
@app.task(queue="clock", queueing_lock="outbox", name="outbox.send_due", pass_context=False)
def send_due(timestamp: int) -> int:
    """Send every message whose time has come, one transaction each; returns how many were tried.

    Ends after a minute, whatever is left.
    """
    ways, count, until = carriers(), 0, monotonic() + ROUND_SECONDS
    for by, message_id in each_organisation(
        queries.due_ids, job="send messages", with_installation=True
    ):
        if monotonic() > until:
            break
        with inside(by.organisation_id, by=by):
            actions.send(by=by, message_id=message_id, carriers=ways)
        count += 1
    return count


@app.periodic(cron="40 1 * * *")
@app.task(queue="clock", queueing_lock="old mail", name="outbox.forget", pass_context=False)
def forget_old(timestamp: int) -> int:
    """Delete what was sent or given up two weeks ago; returns how many messages."""
    count = 0
    for organisation_id in (INSTALLATION, *organisation_ids()):
        by = Viewer.system(organisation_id, "forget old mail")
        with inside(organisation_id, by=by):
            count += actions.forget_old(by=by)
    return count
