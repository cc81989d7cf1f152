"""Starts and stops the PostgreSQL server of a data folder, and knows whether it answers."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import cluster as clusters
from . import preparation
from .account import ENVIRONMENT, server_account
from .binaries import find
from .folder import DataFolder, ServerFile
from .trouble import Trouble

HOST = "127.0.0.1"
START_SECONDS = 90.0
STOP_SECONDS = 30.0
STEP_SECONDS = 0.05
LOG_BYTES = 5_000_000

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    # After a crash one flush of the file system instead of one per file: seconds, not minutes.
    "recovery_init_sync_method": "syncfs",
    # The log must not repeat what people wrote.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    # Nobody replicates from here. With places kept for that, each checkpoint makes a new file, and
    # the whole server stops when the disk has no room for it.
    "max_replication_slots": "0",
}
SETTINGS_SINCE_18 = {"max_active_replication_origins": "0"}
SEPARATE_ORIGINS_SINCE = 18
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
}

type Before = Callable[[], None]


@dataclass(frozen=True)
class Addresses:
    """Where the database is found: for the product, for migrations, for the launcher itself."""

    app: str
    owner: str
    admin: str


class Server:
    """The server of one data folder. `start` runs in the foreground of a process we own."""

    def __init__(self, folder: DataFolder, *, fast: bool = False) -> None:
        self.folder = folder
        self.fast = fast
        self.account = server_account()
        self.binaries = find(self.account, folder.existing_major())
        self.cluster = folder.cluster(self.binaries.major, self.account)
        self.process: subprocess.Popen[bytes] | None = None

    def addresses(self, database: str = preparation.DATABASE) -> Addresses:
        """Return the three addresses of a server that is running."""
        port, known = self.port(), self.folder.server()
        if port is None:
            raise Trouble("The database server is not running.")
        return Addresses(
            app=_url(preparation.APP, known.app_password, port, database),
            owner=_url(preparation.OWNER, known.owner_password, port, database),
            admin=_url(clusters.ADMIN, known.admin_password, port, database),
        )

    def port(self) -> int | None:
        """Return the port the server wrote down when it last started."""
        return _written(self.cluster, line=3)

    def answers(self) -> bool:
        """Ask the server itself: a process id may belong to a zombie or to another program."""
        port = self.port()
        if port is None:
            return False
        question = [str(self.binaries / "pg_isready"), "-q", "-h", HOST, "-p", str(port)]
        return self.account.run(question).returncode == 0

    def has_died(self) -> bool:
        """Whether the server we started has ended without being stopped by us."""
        return self.process is not None and self.process.poll() is not None

    def start(self, *, port: int | None = None, before: Before | None = None) -> None:
        """Make the files if need be, start the server and wait until it answers.

        `port` None takes a free one. `before` runs in the new process, after it has changed
        its account and before it becomes PostgreSQL.
        """
        known = self._made()
        self._start_answering(port, before)
        if known.prepared[str(self.binaries.major)] != preparation.STEP:
            admin = _url(clusters.ADMIN, known.admin_password, self.port() or 0, "")
            preparation.prepare(admin.rstrip("/"), known)
            self.folder.keep(known.prepared_to(self.binaries.major, preparation.STEP))

    def stop(self) -> None:
        """Stop the server, whoever started it, and wait until it is gone.

        Open connections are cut and their transactions rolled back ("fast" shutdown).
        """
        if self.process is not None:
            _end(self.process)
            self.process = None
            return
        pid = _written(self.cluster, line=0)
        if pid is not None and self.answers():
            os.kill(pid, signal.SIGINT)
            _wait_until(lambda: not (self.cluster / "postmaster.pid").exists(), STOP_SECONDS)

    def _made(self) -> ServerFile:
        """Make passwords and files where they are missing, and return what server.json holds."""
        known, major = self.folder.server(), self.binaries.major
        if not self.cluster.exists():
            # Noted first: an interrupted start must find the same place again.
            known = known.at(major, self.cluster).prepared_to(major, 0)
            self.folder.keep(known)
            password = known.admin_password
            clusters.make(self.binaries, self.cluster, self.account, password, fast=self.fast)
        return known

    def _start_answering(self, port: int | None, before: Before | None) -> None:
        """Try again while what a killed server left behind still goes away."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            self.process = self._launch(port or free_port(), before)
            while self.process.poll() is None and not self.answers():
                if time.monotonic() > deadline:
                    self.stop()
                    raise Trouble(f"PostgreSQL does not answer: see {self.log}.")
                time.sleep(STEP_SECONDS)
            if self.process.poll() is None:
                return
            if time.monotonic() > deadline:
                raise Trouble(f"PostgreSQL does not start: see {self.log}.")
            time.sleep(4 * STEP_SECONDS)

    def _launch(self, port: int, before: Before | None) -> subprocess.Popen[bytes]:
        settings = SETTINGS | (FAST if self.fast else DURABLE) | {"port": str(port)}
        if self.binaries.major >= SEPARATE_ORIGINS_SINCE:
            settings |= SETTINGS_SINCE_18
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.rename(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.binaries / "postgres", "-D", self.cluster, *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=ENVIRONMENT,
                user=self.account.uid, group=self.account.gid, extra_groups=self.account.groups,
                start_new_session=True, preexec_fn=before,
            )  # fmt: skip

    @property
    def log(self) -> Path:
        """Where PostgreSQL writes what goes wrong."""
        return self.folder.log_folder / "postgres.log"


def free_port() -> int:
    """Return a port of this machine that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _url(role: str, password: str, port: int, database: str) -> str:
    return f"postgresql://{role}:{password}@{HOST}:{port}/{database}"


def _written(cluster: Path, *, line: int) -> int | None:
    """Return a number from postmaster.pid: line 0 the process, line 3 the port."""
    try:
        return int((cluster / "postmaster.pid").read_text().splitlines()[line])
    except (OSError, IndexError, ValueError):
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop fast, and at once if that takes too long; either way the next start recovers."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _wait_until(true: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(STEP_SECONDS)
    return True
