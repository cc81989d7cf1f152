from collections import namedtuple
from pathlib import Path

import psycopg
import pytest
from django.db import DataError, IntegrityError, InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from storstua.base import away

Usage = namedtuple("Usage", "total used free")


def only_reads() -> InternalError:
    fault = InternalError()
    fault.__cause__ = psycopg.errors.ReadOnlySqlTransaction()
    return fault


@pytest.mark.parametrize(
    ("fault", "passes_by"),
    [
        (OperationalError(), True),
        (InterfaceError(), True),
        (only_reads(), True),
        (away.NoRoom(), True),
        (InternalError(), False),
        (IntegrityError(), False),
        (DataError(), False),
        (OSError(), False),
        (None, False),
    ],
)
def test_only_what_passes_by_itself_counts_as_away(fault, passes_by: bool):
    assert away.is_away(fault) is passes_by


@pytest.mark.parametrize(
    ("method", "path", "free", "is_done"),
    [
        ("POST", "/havblikk/", away.ROOM_BYTES, True),
        ("POST", "/havblikk/", away.ROOM_BYTES - 1, False),
        ("DELETE", "/havblikk/", 0, False),
        ("GET", "/havblikk/", 0, True),
        ("HEAD", "/havblikk/", 0, True),
        ("POST", "/ut", 0, True),
    ],
)
def test_with_a_full_disk_pages_are_read_and_left_but_nothing_is_written(
    monkeypatch, method: str, path: str, free: int, is_done: bool
):
    monkeypatch.setattr(away.shutil, "disk_usage", lambda _folder: Usage(0, 0, free))
    answer = away.RoomToWrite(lambda _request: HttpResponse("done"))
    request = RequestFactory().generic(method, path)
    if is_done:
        assert answer(request).content == b"done"
    else:
        with pytest.raises(away.NoRoom):
            answer(request)


def test_a_disk_with_space_has_room(tmp_path: Path):
    assert away.has_room(tmp_path)
