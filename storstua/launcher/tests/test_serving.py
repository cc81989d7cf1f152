"""The product as `storstua serve` runs it, on the database of the tests."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import free_port


def _children(process: subprocess.Popen[str]) -> dict[str, int]:
    """Return the numbers of a launcher's children: {"web": …, "worker": …}."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    found = {}
    for number in listed:
        command = Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
        found["web" if "uvicorn" in command else "worker"] = int(number)
    return found


@pytest.fixture
def serving(place: Path, db: None) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A launcher that serves, and its port."""
    port, named = free_port(), connection.settings_dict
    address = f"{named['USER']}:{named['PASSWORD']}@{named['HOST']}:{named['PORT']}"
    environment = {
        **{name: value for name, value in os.environ.items() if "DATABASE" not in name},
        "DATABASE_URL": f"postgresql://{address}/{named['NAME']}",
        "STORSTUA_DATA": str(DataFolder(place / "serving").path),
    }
    command = [sys.executable, "-m", "storstua.launcher", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    yield process, port
    process.kill()
    process.communicate()


def _status(port: int) -> int:
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        page.request("GET", "/logg-inn/")
        return page.getresponse().status
    except OSError:
        return 0
    finally:
        page.close()


def test_web_and_worker_come_back_and_go_when_served(
    serving: tuple[subprocess.Popen[str], int],
) -> None:
    process, port = serving
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == f"Storstua is ready: click http://127.0.0.1:{port}/ (Ctrl-C stops).\n"
    before = _children(process)
    for number in before.values():
        os.kill(number, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while _status(port) == 0 and time.monotonic() < deadline:
        time.sleep(0.1)
    after = _children(process)
    assert _status(port) == http.client.OK
    assert (set(after), set(after.values()) & set(before.values())) == ({"web", "worker"}, set())
    process.terminate()
    assert process.wait(20) == 0
    assert [Path(f"/proc/{number}").exists() for number in after.values()] == [False, False]
