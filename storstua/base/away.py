"""Which errors say that what is stored cannot be reached or added to just now."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponseBase
from psycopg.errors import ReadOnlySqlTransaction

type Handler = Callable[[HttpRequest], HttpResponseBase]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Two files of PostgreSQL's log: without room for the next one the whole server stops.
ROOM_BYTES = 32 * 1024 * 1024
# Ends what somebody may see, which must be possible always, and writes next to nothing.
LEAVING = "/ut"


class Away(Exception):
    """What is stored cannot be reached or added to just now; waiting helps."""


class NoRoom(Away):
    """The disk is as good as full."""


def is_away(fault: BaseException | None) -> bool:
    """True for errors that pass by themselves: no database, a full disk, one that only reads."""
    if isinstance(fault, InternalError):
        return isinstance(fault.__cause__, ReadOnlySqlTransaction)
    return isinstance(fault, Away | OperationalError | InterfaceError)


def has_room(folder: Path) -> bool:
    """True when the disk of a folder has room for what people write."""
    return shutil.disk_usage(folder).free >= ROOM_BYTES


class RoomToWrite:
    """Stops what writes while PostgreSQL still has room enough to let everybody read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; raises NoRoom for one that would write to a full disk."""
        writes = request.method not in SAFE and request.path != LEAVING
        if writes and not has_room(settings.DATA):
            raise NoRoom
        return self.get_response(request)
