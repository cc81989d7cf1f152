"""The worker: runs the jobs of all rooms, two at a time, until it is told to stop."""

import asyncio
import os
import sys
import time
from contextlib import suppress

import django
from django.db import OperationalError, connections
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from storstua.base.right_clock import Watch

CONCURRENCY = 2
STOP_SECONDS = 5.0
LOOK_SECONDS = 5.0


async def work() -> None:
    """Take jobs until SIGTERM, then let those that have begun finish within `STOP_SECONDS`.

    Also ends, with success, when the database goes away, and when the clock turns out to be wrong:
    whoever starts this starts it again. By a wrong clock nothing is begun.
    Jobs that succeeded leave no row behind.
    """
    watch = Watch()
    with app.replace_connector(_connector()):
        async with app.open_async():
            working = asyncio.ensure_future(
                app.run_worker_async(
                    concurrency=CONCURRENCY,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="successful",
                )
            )
            watching = asyncio.ensure_future(until_wrong(watch))
            await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
            for each in (working, watching):
                each.cancel()
                with suppress(asyncio.CancelledError):
                    await each


async def until_wrong(watch: Watch, look_seconds: float = LOOK_SECONDS) -> None:
    """Return when this machine's clock does not agree with the database's."""
    agrees = True
    while agrees:
        await asyncio.sleep(look_seconds)
        agrees = await asyncio.to_thread(_agrees, watch)
    print("This machine's clock and the database's do not agree.", file=sys.stderr, flush=True)


def _agrees(watch: Watch) -> bool:
    try:
        return watch.agrees()
    except OperationalError:
        # Whoever takes jobs notices by itself that the database is away.
        return True
    finally:
        connections.close_all()


def _connector() -> BaseConnector:
    """Return a connector of the worker's own, made from Django's settings."""
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("procrastinate's Django app is not installed")
    return app.connector.get_worker_connector()


def main() -> None:
    """Set up Django and work, once the clock is right."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storstua.config.settings")
    django.setup()
    while not _agrees(Watch()):
        time.sleep(LOOK_SECONDS)
    asyncio.run(work())


if __name__ == "__main__":
    main()
