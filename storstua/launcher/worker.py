"""The worker: runs the jobs of all rooms, two at a time, until it is told to stop."""

import asyncio
import os

import django
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

CONCURRENCY = 2
STOP_SECONDS = 5.0


async def work() -> None:
    """Take jobs until SIGTERM, then let those that have begun finish within `STOP_SECONDS`.

    Also ends, with success, when the database goes away: whoever starts this starts it again.
    Jobs that succeeded leave no row behind.
    """
    with app.replace_connector(_connector()):
        async with app.open_async():
            await app.run_worker_async(
                concurrency=CONCURRENCY,
                shutdown_graceful_timeout=STOP_SECONDS,
                delete_jobs="successful",
            )


def _connector() -> BaseConnector:
    """Return a connector of the worker's own, made from Django's settings."""
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("procrastinate's Django app is not installed")
    return app.connector.get_worker_connector()


def main() -> None:
    """Set up Django and work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storstua.config.settings")
    django.setup()
    asyncio.run(work())


if __name__ == "__main__":
    main()
