"""What the clock does: takes up the jobs of workers that died, and tidies up."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from storstua.base.viewer import Viewer
from storstua.operations import actions, keeping_keys, keeping_log

KEEP_FAILED_HOURS = 30 * 24


@app.periodic(cron="*/2 * * * *")
@app.task(
    queue="clock",
    queueing_lock="retry stalled",
    name="operations.retry_stalled",
    pass_context=True,
)
async def retry_stalled(context: JobContext, timestamp: int) -> int:
    """Let the jobs of workers that have gone silent run again; returns how many those were."""
    manager = context.app.job_manager
    stalled = [job for job in await manager.get_stalled_jobs() if job.id != context.job.id]
    for job in stalled:
        await _take_up(manager, job)
    return len(stalled)


async def _take_up(manager: JobManager, job: Job) -> None:
    """Queue a job again, or drop it when the same work is queued already."""
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        await manager.finish_job(job, Status.ABORTED, delete_job=True)


@app.periodic(cron="17 * * * *")
@app.task(queue="clock", queueing_lock="clear old", name="operations.clear_old", pass_context=False)
def clear_old(timestamp: int) -> int:
    """Delete what has served its time; returns how many rows went."""
    cleared = actions.clear_old(by=Viewer.system(0, "clear old rows"))
    return cleared.sent_forms + cleared.attempts + cleared.sessions


@app.periodic(cron="*/15 * * * *")
@app.task(queue="clock", queueing_lock="keep keys", name="operations.keep_keys", pass_context=False)
def keep_keys(timestamp: int) -> int:
    """Finish erasures, bring keys over to the present epoch; returns how many keys were touched."""
    return keeping_keys.keep_keys()


@app.periodic(cron="*/10 * * * *")
@app.task(queue="clock", queueing_lock="chain", name="operations.grow_chains", pass_context=False)
def grow_chains(timestamp: int) -> int:
    """Add to the chain of each log what has happened since; returns how many entries."""
    return keeping_log.grow_chains()


@app.periodic(cron="5 4 * * *")
@app.task(queue="clock", queueing_lock="heads", name="operations.tell_heads", pass_context=False)
def tell_heads(timestamp: int) -> int:
    """Keep the head of each chain, and send it to the privacy contact; returns how many."""
    return keeping_log.tell_heads()


@app.periodic(cron="50 2 * * *")
@app.task(queue="clock", queueing_lock="renew seals", name="operations.renew", pass_context=False)
def renew_seals(timestamp: int) -> int:
    """Seal anew what is in the earlier form, destroy old epochs; returns how many values."""
    resealed, _destroyed = keeping_keys.renew_seals()
    return resealed


@app.periodic(cron="37 3 * * *")
@app.task(
    queue="clock", queueing_lock="forget failed", name="operations.forget_failed", pass_context=True
)
async def forget_failed(context: JobContext, timestamp: int) -> None:
    """Delete jobs that failed or were given up a month ago."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEEP_FAILED_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
