"""What the clock does: keeps the terms of each organisation, every night."""

from procrastinate.contrib.django import app

from storstua.audit import chaining
from storstua.base import clock
from storstua.base.tenancy import INSTALLATION, each_organisation, inside
from storstua.base.viewer import Viewer
from storstua.privacy import actions, log_terms, queries


@app.periodic(cron="50 1 * * *")
@app.task(queue="clock", queueing_lock="terms", name="privacy.keep_terms", pass_context=False)
def keep_terms(timestamp: int) -> int:
    """Delete what is over its time, organisation by organisation; returns how many things went."""
    count = 0
    for by, policy in each_organisation(queries.policies, job="keep terms"):
        with inside(by.organisation_id, by=by):
            count += actions.keep_terms(by=by, policy=policy)
    # The log of the installation has no terms but its own, which the database itself holds.
    with inside(INSTALLATION, by=Viewer.system(INSTALLATION, "keep terms")):
        count += chaining.drop(log_terms.due(clock.now()))
    return count
