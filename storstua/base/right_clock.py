"""Whether this machine's clock can be right: compared with the database's.

Sessions end, guesses are counted and texts are deleted by the clock. Who works by a clock that has
jumped would open what is closed, or delete what shall stay.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from storstua.base import clock
from storstua.base.away import SAFE, Away

type Handler = Callable[[HttpRequest], HttpResponseBase]

MAY_DIFFER = timedelta(minutes=5)
LOOK_AGAIN_SECONDS = 60.0
# So far the clock may move against the one that only counts seconds, before it is looked at.
JUMP_SECONDS = 30.0


class WrongClock(Away):
    """This machine's clock and the database's do not agree."""


def apart() -> timedelta:
    """How far this machine's clock is from the database's, either way."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        stored: datetime = cursor.fetchone()[0]
    return abs(clock.now() - stored)


class Watch:
    """Looks at the clock now and then, and whenever it has jumped."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._looked_at = self._offset = float("-inf")
        self._agrees = False

    def agrees(self) -> bool:
        """True when the clock was right a minute ago at most, and has not jumped since."""
        counted = time.monotonic()
        offset = clock.now().timestamp() - counted
        with self._lock:
            is_new = counted - self._looked_at < LOOK_AGAIN_SECONDS
            if not is_new or abs(offset - self._offset) > JUMP_SECONDS or not self._agrees:
                self._agrees = apart() <= MAY_DIFFER
                self._looked_at, self._offset = counted, offset
            return self._agrees


class RightClock:
    """By a wrong clock nobody comes in or writes; what is open to all can be read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._watch = Watch()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; raises WrongClock for one that the clock decides about."""
        if settings.STORSTUA_SERVES and _needs_clock(request) and not self._watch.agrees():
            raise WrongClock
        return self.get_response(request)


def _needs_clock(request: HttpRequest) -> bool:
    cookies = {settings.SESSION_COOKIE_NAME, settings.PHONE_COOKIE_NAME}
    return request.method not in SAFE or not cookies.isdisjoint(request.COOKIES)
