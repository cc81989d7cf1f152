"""What the first pages need to know."""

from datetime import timedelta

from django.db import connection

from storstua.base import clock

SILENT_AFTER = timedelta(seconds=90)


def worker_is_alive() -> bool:
    """True when a worker has shown itself lately (procrastinate's own heartbeat)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from procrastinate_workers where last_heartbeat > %s)",
            [clock.now() - SILENT_AFTER],
        )
        return bool(cursor.fetchone()[0])
