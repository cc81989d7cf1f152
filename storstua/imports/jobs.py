"""What the clock does: reads and brings in large files, and deletes those whose time is over."""

from procrastinate.contrib.django import app

from storstua.base.tenancy import each_organisation, inside
from storstua.base.viewer import Viewer
from storstua.imports import actions, queries


@app.task(queue="imports", name="imports.work", pass_context=False)
def work(file_id: int, organisation_id: int = 0) -> None:
    """Go on with one import from where it was left, unless it has been discarded meanwhile.

    A job from before organisations had walls names none: `go_on` takes its import up.
    """
    by = Viewer.system(organisation_id, "imports.work")
    with inside(organisation_id, by=by):
        is_there = queries.is_there(file_id)
    if is_there:
        actions.work_on(by=by, file_id=file_id)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="imports.go_on", name="imports.go_on", pass_context=False)
def go_on(timestamp: int) -> int:
    """Take up imports that a worker has left lying; returns how many there were."""
    left = list(each_organisation(queries.left_lying, job="imports.go_on"))
    for by, file_id in left:
        work(file_id, by.organisation_id)
    return len(left)


@app.periodic(cron="17 * * * *")
@app.task(queue="clock", queueing_lock="imports.purge", name="imports.purge", pass_context=False)
def purge(timestamp: int) -> int:
    """Delete the files whose seven days are over; returns how many there were."""
    over = list(each_organisation(queries.time_is_over, job="imports.purge"))
    for by, file_id in over:
        with inside(by.organisation_id, by=by):
            actions.purge(by=by, file_id=file_id)
    return len(over)
