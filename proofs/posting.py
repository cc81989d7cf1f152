"""Posts mail by a worker that is killed again and again, while hours pass quickly."""

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest import mock

import django
from django.conf import settings
from django.db import connections, transaction

django.setup()

from storstua.base import clock  # noqa: E402 (Django first)
from storstua.base.tenancy import INSTALLATION, inside  # noqa: E402
from storstua.base.viewer import Viewer  # noqa: E402
from storstua.outbox import actions, delivery, jobs, queries  # noqa: E402
from storstua.outbox.carriers import carriers  # noqa: E402
from storstua.outbox.models import Message, Way  # noqa: E402

HOURS, LIFE_SECONDS, HEALED_SECONDS = timedelta(hours=6), 0.5, 120
BY = Viewer.system(INSTALLATION, "proof")


def post(
    way: str, count: int, kills: int, port: int, notes: Path, heal: Callable[[], None]
) -> set[str]:
    """Queue so many mails, send them under kills, then until none waits; returns their ids."""
    settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", port
    settings.SMTP_STARTTLS, settings.STORSTUA_DEMO = False, False
    delivery.ONE_STEP_SECONDS = 0.3  # type: ignore[assignment] # less than a second, here
    with inside(INSTALLATION):
        Message.objects.all().delete()
        queued = {_queue(number) for number in range(count)}
    began, speed = time.monotonic(), HOURS / timedelta(seconds=kills * LIFE_SECONDS)
    first = clock.now()

    def simulated() -> object:
        return first + timedelta(seconds=(time.monotonic() - began) * speed)

    for turn in range(kills + 1):
        if turn == kills:
            heal()
        worker = _worker(way, simulated)
        time.sleep(random.uniform(0.4, 1.6) * LIFE_SECONDS)  # noqa: S311 (any moment will do)
        if turn == kills:
            _wait_until_none_waits()
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        # What was on its way when it died is written down first.
        time.sleep(0.1)
        with notes.open("a") as lines:
            lines.write("killed\n")
    return queued


def _queue(number: int) -> str:
    told = {"link": f"http://127.0.0.1/{number}/"}
    address = f"nr{number}@example.org"
    message = actions.queue_mail(by=BY, address=address, template="password_reset", parameters=told)
    return str(message.message_id)


def _wait_until_none_waits() -> None:
    """Give what is left its time; looks on a line of its own."""
    deadline = time.monotonic() + HEALED_SECONDS
    while time.monotonic() < deadline:
        with inside(INSTALLATION):
            if not queries.waiting_count():
                break
        time.sleep(0.5)
    connections.close_all()


def _worker(way: str, simulated: Callable[[], object]) -> int:
    """A process that sends what is due until it is killed; returns its number."""
    connections.close_all()
    if number := os.fork():
        return number
    try:
        with mock.patch.object(clock, "now", simulated):
            WAYS[way]()
    finally:
        os._exit(1)


def _as_it_is() -> None:
    while True:
        jobs.send_due(timestamp=0)
        time.sleep(0.02)


def _together() -> None:
    """The fault that must be seen: all mails of a round stand or fall together."""
    while True:
        with transaction.atomic():
            jobs.send_due(timestamp=0)
        time.sleep(0.02)


def _noted_first() -> None:
    """The fault that must be seen: a mail counts as sent before it is."""
    while True:
        with inside(INSTALLATION):
            due = queries.due_ids()
        for message_id in due:
            with inside(INSTALLATION):
                row = Message.objects.get(id=message_id)
                letter = queries.letter_of(row)
                Message.objects.filter(id=message_id).update(sent_at=clock.now())
            try:
                carriers()[Way.EMAIL].carry(letter)
            except OSError:
                with inside(INSTALLATION):
                    Message.objects.filter(id=message_id).update(sent_at=None)
        time.sleep(0.02)


WAYS: dict[str, Callable[[], None]] = {
    "as it is": _as_it_is,
    "together": _together,
    "noted first": _noted_first,
}
