"""The worker begins nothing by a wrong clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError

from storstua.base.right_clock import Watch
from storstua.launcher import worker


class Chosen(Watch):
    """A watch that says what it is told to."""

    def __init__(self, *said: bool | OperationalError) -> None:
        super().__init__()
        self.said = list(said)

    def agrees(self) -> bool:
        word = self.said.pop(0)
        if isinstance(word, OperationalError):
            raise word
        return word


def test_worker_stops_when_the_clock_turns_out_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    watch = Chosen(True, OperationalError(), True, False, True)
    asyncio.run(worker.until_wrong(watch, look_seconds=0))
    assert watch.said == [True]
    assert "do not agree" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "begins_at_once"), [(0, True), (-1, False), (365, False)])
def test_worker_waits_until_the_clock_is_right(
    monkeypatch: pytest.MonkeyPatch, days: int, begins_at_once: bool
) -> None:
    done = []
    monkeypatch.setattr(worker, "work", lambda: None)
    monkeypatch.setattr(worker.asyncio, "run", lambda _work: done.append("worked"))
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=days)) as moment:

        def mended(_seconds: float) -> None:
            done.append("waited")
            moment.move_to(datetime.now(UTC) - timedelta(days=days))

        monkeypatch.setattr(worker.time, "sleep", mended)
        worker.main()
    assert done == (["worked"] if begins_at_once else ["waited", "worked"])
