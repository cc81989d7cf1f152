"""Database, web and worker as one tree: what dies is started again, what remains is stopped."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .postgres import Before, Server
from .trouble import Trouble

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.2
SETTLED_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 10.0
FAILURES_BEFORE_READY = 3


def dying_with_parent(how: signal.Signals) -> Before:
    """Return what a new process does so that it gets the signal `how` when this one is gone.

    That holds for kill -9 of this process too, which no handler of ours could answer.
    """
    parent, prctl = os.getpid(), _prctl()

    def before() -> None:
        prctl(PR_SET_PDEATHSIG, how)
        if os.getppid() != parent:
            os._exit(1)

    return before


def follow_parent() -> None:
    """Stop this process in good order when the one that started it is gone."""
    _prctl()(PR_SET_PDEATHSIG, signal.SIGTERM)


def _prctl() -> Callable[[int, int], object]:
    """Return Linux's prctl; elsewhere children outlive a parent that is killed with -9."""
    found: Callable[[int, int], object] | None = getattr(ctypes.CDLL(None), "prctl", None)
    return found or (lambda option, value: None)


@dataclass
class Child:
    """A program that shall always run, and how long it may take to stop.

    `starts_with_server`: it is started anew whenever the database was.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path | None
    stop_seconds: float
    starts_with_server: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Start it in a session of its own, out of reach of the terminal's Ctrl-C."""
        self.started_at = time.monotonic()
        with self.log.open("ab") if self.log else contextlib.nullcontext() as output:
            self.process = subprocess.Popen(
                list(self.command), env=dict(self.environment), stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True,
                preexec_fn=dying_with_parent(signal.SIGKILL),
            )  # fmt: skip

    def restart_if_gone(self) -> None:
        """Start it again if it has ended, with growing pauses when it ends again and again."""
        if self.process is not None:
            if self.process.poll() is None:
                return
            lived = time.monotonic() - self.started_at
            self.failures = 0 if lived > SETTLED_SECONDS else self.failures + 1
            self.process = None
        pause = min(0.1 * 2**self.failures, LONGEST_PAUSE_SECONDS) if self.failures else 0.0
        if time.monotonic() - self.started_at >= pause:
            self.start()

    def stop(self) -> None:
        """Ask it to end, insist after `stop_seconds`, and wait until it is gone."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.stop_seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Tree:
    """The server (None when another one is used) and the children that need it."""

    server: Server | None
    children: list[Child] = field(default_factory=list)
    port: int | None = None

    def start_server(self) -> None:
        """Start the database server so that it stops in good order when we are killed.

        Always on the same port: the children know no other.
        """
        if self.server is not None:
            self.server.start(port=self.port, before=dying_with_parent(signal.SIGINT))
            self.port = self.server.port()

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Keep everything running until `ready`, giving up on what will not start."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.mend()
            for child in self.children:
                if child.failures >= FAILURES_BEFORE_READY or time.monotonic() > deadline:
                    raise Trouble(f"The {child.name} does not start{_see(child)}.")
            time.sleep(POLL_SECONDS)

    def mend(self) -> None:
        """Start again whatever is gone: the server first, on its old port."""
        if self.server is not None and (self.server.process is None or self.server.has_died()):
            self._start_server_again()
        for child in self.children:
            child.restart_if_gone()

    def _start_server_again(self) -> None:
        try:
            self.start_server()
        except Trouble as trouble:
            # A full disk may have room again later; nobody has to start us anew then.
            print(trouble, file=sys.stderr, flush=True)
            return
        for child in self.children:
            if child.starts_with_server and child.process is not None:
                # What it was doing went with the old server.
                child.process.kill()
                child.process.wait()

    def watch(self) -> None:
        """Mend for ever; ends by the KeyboardInterrupt that each stopping signal raises."""
        while True:
            self.mend()
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Stop web, worker and database in this order; further signals do not hurry it."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in self.children:
            child.stop()
        if self.server is not None:
            self.server.stop()


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and a closed terminal end the block quietly.

    Set even where a shell started us with SIGINT ignored, as shells do for jobs in the
    background; a SIGHUP ignored by `nohup` stays ignored.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        yield


def _see(child: Child) -> str:
    return f": see {child.log}" if child.log else ""
