"""What the clock does: sends the messages whose time has come."""

from procrastinate.contrib.django import app

from storstua.base.viewer import Viewer
from storstua.outbox import actions, queries
from storstua.outbox.carriers import carriers


@app.periodic(cron="* * * * * */10")
@app.task(queue="clock", queueing_lock="outbox", name="outbox.send_due", pass_context=False)
def send_due(timestamp: int) -> int:
    """Send every message whose time has come, one transaction each; returns how many were due."""
    due = queries.due_ids()
    by, ways = Viewer.system(0, "send messages"), carriers()
    for message_id in due:
        actions.send(by=by, message_id=message_id, carriers=ways)
    return len(due)


@app.periodic(cron="40 1 * * *")
@app.task(queue="clock", queueing_lock="old mail", name="outbox.forget", pass_context=False)
def forget_old(timestamp: int) -> int:
    """Delete what was sent or given up two weeks ago; returns how many messages."""
    return actions.forget_old(by=Viewer.system(0, "forget old mail"))
