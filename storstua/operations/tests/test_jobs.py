import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from storstua.base import clock
from storstua.base.models import SentForm
from storstua.operations import jobs

DEAD = (
    "insert into procrastinate_jobs (queue_name, task_name, queueing_lock, args, status)"
    " values ('clock', %(name)s, %(once)s, '{}', %(status)s::procrastinate_job_status)"
)
ALL = "select task_name, status::text as status from procrastinate_jobs order by id"


def test_the_worker_knows_the_jobs_of_all_rooms():
    named = {"outbox.send_due", "notices.daily", "operations.retry_stalled", "operations.clear_old"}
    assert named <= set(app.tasks)
    assert named <= {each.task.name for each in app.periodic_registry.periodic_tasks.values()}


@pytest.mark.django_db
def test_the_clock_clears_what_is_old():
    SentForm.objects.create(key="old", created_at=clock.now() - timedelta(days=3))
    assert jobs.clear_old(timestamp=0) == 1
    assert jobs.clear_old(timestamp=0) == 0


def on_a_worker(work: Callable[[BaseConnector], Awaitable[object]]) -> None:
    """Run something as the worker does, on a connection of its own that commits."""

    async def run() -> None:
        connector = app.connector.get_worker_connector()
        with app.replace_connector(connector):
            async with app.open_async():
                try:
                    await work(connector)
                finally:
                    await connector.execute_query_async("delete from procrastinate_jobs")

    asyncio.run(run())


def context() -> JobContext:
    own = Job(
        id=0, queue="clock", lock=None, queueing_lock=None, task_name="operations.retry_stalled"
    )
    return JobContext(app=app, job=own, start_timestamp=0.0, abort_reason=lambda: None)


@pytest.mark.usefixtures("django_db_setup")
def test_jobs_of_a_worker_that_died_run_again():
    async def work(connector: BaseConnector) -> None:
        await connector.execute_query_async(DEAD, name="a", once=None, status="doing")
        assert await jobs.retry_stalled(context(), 0) == 1
        assert await connector.execute_query_all_async(ALL) == [
            {"task_name": "a", "status": "todo"}
        ]
        assert await jobs.retry_stalled(context(), 0) == 0

    on_a_worker(work)


@pytest.mark.usefixtures("django_db_setup")
def test_a_stalled_job_that_is_queued_anew_is_dropped():
    async def work(connector: BaseConnector) -> None:
        for name, status in (("stalled", "doing"), ("queued", "todo")):
            await connector.execute_query_async(DEAD, name=name, once="outbox", status=status)
        assert await jobs.retry_stalled(context(), 0) == 1
        left = await connector.execute_query_all_async(ALL)
        assert left == [{"task_name": "queued", "status": "todo"}]

    on_a_worker(work)


@pytest.mark.usefixtures("django_db_setup")
def test_failed_jobs_are_kept_for_a_month():
    async def work(connector: BaseConnector) -> None:
        await connector.execute_query_async(DEAD, name="a", once=None, status="todo")
        await connector.execute_query_async("update procrastinate_jobs set status = 'failed'")
        await jobs.forget_failed(context(), 0)
        assert len(await connector.execute_query_all_async(ALL)) == 1
        await connector.execute_query_async(
            "update procrastinate_events set at = now() - interval '31 days'"
        )
        await jobs.forget_failed(context(), 0)
        assert await connector.execute_query_all_async(ALL) == []

    on_a_worker(work)
