"""What the clock does: sends the messages whose time has come."""

from procrastinate.contrib.django import app

from storstua.outbox import actions, queries
from storstua.outbox.delivery import carrier


@app.periodic(cron="* * * * * */10")
@app.task(queue="clock", queueing_lock="outbox", name="outbox.send_due", pass_context=False)
def send_due(timestamp: int) -> int:
    """Send every message whose time has come, one transaction each; returns how many were due."""
    due = queries.due_ids()
    by_mail = carrier()
    for message_id in due:
        actions.send(message_id=message_id, carrier=by_mail)
    return len(due)
