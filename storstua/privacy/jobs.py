"""What the clock does: keeps the terms of each organisation, every night."""

from procrastinate.contrib.django import app

from storstua.base.tenancy import each_organisation, inside
from storstua.privacy import actions, queries


@app.periodic(cron="50 1 * * *")
@app.task(queue="clock", queueing_lock="terms", name="privacy.keep_terms", pass_context=False)
def keep_terms(timestamp: int) -> int:
    """Delete what is over its time, organisation by organisation; returns how many things went."""
    count = 0
    for by, policy in each_organisation(queries.policies, job="keep terms"):
        with inside(by.organisation_id, by=by):
            count += actions.keep_terms(by=by, policy=policy)
    return count
