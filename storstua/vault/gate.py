"""Lets a few through at a time and some more wait; the rest are told at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from .faults import Busy


class Gate:
    """At most `running` inside at a time in this process, at most `waiting` more before it."""

    def __init__(self, *, running: int, waiting: int) -> None:
        self._places = BoundedSemaphore(running + waiting)
        self._runs = BoundedSemaphore(running)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it; raises Busy at once when the queue is full."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._runs:
                yield
        finally:
            self._places.release()
