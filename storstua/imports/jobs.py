"""What the clock does: reads and brings in large files, and deletes those whose time is over."""

from procrastinate.contrib.django import app

from storstua.base.viewer import Viewer
from storstua.imports import actions, queries


@app.task(queue="imports", name="imports.work", pass_context=False)
def work(file_id: int) -> None:
    """Go on with one import from where it was left."""
    organisation_id = queries.organisation_of(file_id)
    if organisation_id:
        actions.work_on(by=Viewer.system(organisation_id, "imports.work"), file_id=file_id)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="imports.go_on", name="imports.go_on", pass_context=False)
def go_on(timestamp: int) -> int:
    """Take up imports that a worker has left lying; returns how many there were."""
    left = queries.left_lying()
    for file_id in left:
        work(file_id)
    return len(left)


@app.periodic(cron="17 * * * *")
@app.task(queue="clock", queueing_lock="imports.purge", name="imports.purge", pass_context=False)
def purge(timestamp: int) -> int:
    """Delete the files whose seven days are over; returns how many there were."""
    over = queries.time_is_over()
    for file_id, organisation_id in over:
        actions.purge(by=Viewer.system(organisation_id, "imports.purge"), file_id=file_id)
    return len(over)
