"""Checks of what runs beside the web: the worker, its jobs, the outbox."""

from collections.abc import Iterator
from datetime import timedelta

from storstua.base import clock
from storstua.operations import queries
from storstua.operations.checking.finding import Finding, ok, warning, wrong
from storstua.outbox.queries import worker_is_alive

DAY, WEEK = timedelta(days=1), timedelta(days=7)
# The worker looks every ten seconds; a message due for longer than this is stuck.
STUCK_AFTER = timedelta(minutes=5)


def worker() -> Iterator[Finding]:
    """A worker runs; without it no mail leaves and nothing happens by itself."""
    if worker_is_alive():
        yield ok("worker", "alive.")
    else:
        yield wrong("worker", "none has shown itself for 90 seconds: start storstua.")


def jobs() -> Iterator[Finding]:
    """What the clock does succeeds."""
    failed = queries.failed_jobs(clock.now() - DAY)
    if failed:
        yield warning("jobs", f"failed in the last day: {', '.join(failed)} (see the log).")
    else:
        yield ok("jobs", "none has failed in the last day.")


def outbox() -> Iterator[Finding]:
    """Messages leave when their time has come."""
    now = clock.now()
    found = queries.outbox_state(now - WEEK)
    if found.due_since and now - found.due_since > STUCK_AFTER:
        minutes = int((now - found.due_since).total_seconds() // 60)
        yield wrong("outbox", f"a message has been due for {minutes} minutes and is not sent.")
    elif found.given_up:
        why = "; ".join(found.given_up_why)
        yield warning("outbox", f"{found.given_up} messages were given up in the last week: {why}.")
    elif found.refused:
        said = f"the last trouble was {found.trouble}"
        yield warning("outbox", f"{found.refused} messages are tried again later; {said}.")
    else:
        yield ok("outbox", f"{found.waiting} messages wait, none too long.")
