"""The tree of processes: what dies comes back, what is stopped is gone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from storstua.launcher import process_tree
from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server
from storstua.launcher.process_tree import Child, Tree
from storstua.launcher.trouble import Trouble

SLEEP = ("/bin/sleep", "60")

# A launcher of its own: writes the numbers of its children and watches over them.
LAUNCHER = """
import os, sys
from pathlib import Path
from storstua.launcher import process_tree
from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server
from storstua.launcher.process_tree import Child, Tree, stopped_by_signals

place = Path(sys.argv[1])
tree = Tree(Server(DataFolder(place), fast=True))
with stopped_by_signals():
    try:
        tree.start_server()
        tree.children.append(Child("sleeper", ("/bin/sleep", "60"), os.environ, None, 5, True))
        tree.mend()
        numbers = [tree.server.process.pid, tree.children[0].process.pid]
        (place / "new").write_text(" ".join(map(str, numbers)))
        (place / "new").rename(place / "numbers")
        tree.watch()
    finally:
        tree.stop()
"""


def _eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _is_running(number: int) -> bool:
    """Whether a process still does anything; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def child(request: pytest.FixtureRequest) -> Child:
    made = Child("sleeper", SLEEP, os.environ, None, stop_seconds=5)
    request.addfinalizer(made.stop)
    made.start()
    return made


def test_child_comes_back_when_killed(child: Child) -> None:
    assert child.process is not None
    first = child.process
    first.kill()
    first.wait()
    tree = Tree(None, [child])
    assert _eventually(lambda: tree.mend() or _pid(child) not in (None, first.pid))


def _pid(child: Child) -> int | None:
    return child.process.pid if child.process else None


def test_child_is_left_alone_when_it_runs(child: Child) -> None:
    before = _pid(child)
    Tree(None, [child]).mend()
    assert _pid(child) == before


class Stubborn:
    """A server that cannot start at first, as on a full disk."""

    def __init__(self) -> None:
        self.process: object = None
        self.asked_for: list[int | None] = []

    def has_died(self) -> bool:
        return self.process is None

    def port(self) -> int:
        return 5000 + len(self.asked_for)

    def start(self, *, port: int | None, before: object) -> None:
        self.asked_for.append(port)
        self.process = None if len(self.asked_for) == 2 else object()
        if self.process is None:
            raise Trouble("PostgreSQL does not start.")


def test_server_that_cannot_start_again_is_tried_later_on_its_old_port(
    capsys: pytest.CaptureFixture[str], child: Child
) -> None:
    server = Stubborn()
    tree = Tree(cast(Server, server), [child])
    tree.start_server()
    server.process, before = None, _pid(child)
    tree.mend()
    assert "PostgreSQL does not start." in capsys.readouterr().err
    tree.mend()
    assert (server.asked_for, _pid(child)) == ([None, 5001, 5001], before)
    assert not server.has_died()


def test_pauses_grow_when_child_ends_again_and_again(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    now = 100.0
    monkeypatch.setattr(process_tree.time, "monotonic", lambda: now)
    broken = Child("breaker", ("/bin/false",), os.environ, None, stop_seconds=1)
    request.addfinalizer(broken.stop)
    broken.start()
    starts = []
    for eighth in range(1, 20):
        now = 100 + eighth / 8
        if broken.process:
            broken.process.wait()
        broken.restart_if_gone()
        if broken.started_at == now:
            starts.append(eighth)
    assert starts == [2, 6, 13]


def test_reason_is_given_when_child_never_gets_ready(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    broken = Child("web server", ("/bin/false",), os.environ, log, stop_seconds=1)
    tree = Tree(None, [broken])
    with pytest.raises(Trouble, match=f"The web server does not start: see {log}."):
        tree.wait_until(lambda: False, seconds=20)


def test_child_is_gone_when_it_does_not_listen_to_stop(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    stubborn = tmp_path / "stubborn.sh"
    stubborn.write_text(f'trap "" TERM\ntouch {tmp_path}/ready\nwhile :; do sleep 0.1; done\n')
    made = Child("stubborn", ("/bin/sh", str(stubborn)), os.environ, None, stop_seconds=0.2)
    request.addfinalizer(made.stop)
    made.start()
    assert _eventually((tmp_path / "ready").exists)
    made.stop()
    assert made.process is not None
    assert made.process.returncode == -signal.SIGKILL


@pytest.fixture
def launcher(place: Path, request: pytest.FixtureRequest) -> subprocess.Popen[bytes]:
    """A launcher in a process of its own; its folder is used again by the next test."""
    folder = place / "tree"
    folder.mkdir(mode=0o711, exist_ok=True)
    (folder / "numbers").unlink(missing_ok=True)
    started = subprocess.Popen([sys.executable, "-c", LAUNCHER, str(folder)])
    request.addfinalizer(Server(DataFolder(folder)).stop)
    request.addfinalizer(started.wait)
    request.addfinalizer(started.kill)
    assert _eventually((folder / "numbers").exists)
    return started


def _numbers(launcher: subprocess.Popen[bytes]) -> list[int]:
    return [int(word) for word in (Path(str(launcher.args[3])) / "numbers").read_text().split()]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_launcher_is_stopped(
    launcher: subprocess.Popen[bytes], how: signal.Signals
) -> None:
    numbers = _numbers(launcher)
    launcher.send_signal(how)
    expected = -signal.SIGKILL if how is signal.SIGKILL else 0
    assert launcher.wait(20) == expected
    assert _eventually(lambda: not any(_is_running(number) for number in numbers))


def test_server_comes_back_on_its_port_when_killed(launcher: subprocess.Popen[bytes]) -> None:
    server = Server(DataFolder(Path(str(launcher.args[3]))))
    port, (first, sleeper) = server.port(), _numbers(launcher)
    os.kill(first, signal.SIGKILL)
    assert _eventually(lambda: not _is_running(first))
    assert _eventually(server.answers, 20)
    assert server.port() == port
    # What must begin anew with the server does so.
    assert _eventually(lambda: not _is_running(sleeper), 20)
