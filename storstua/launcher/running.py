"""Runs the product in the foreground: database, tables, texts, demo, web and worker."""

import http.client
import os
import socket
import subprocess
import sys
from dataclasses import dataclass

from storstua.config.environment import identity_providers
from storstua.people.oidc.provider import faults

from . import demo_state
from .demo_state import DemoState
from .durability import refuse_loose
from .folder import DataFolder
from .locks import FileLock
from .postgres import Server
from .process_tree import Child, Tree, follow_parent, stopped_by_signals
from .session import name_database, name_folder
from .style import build_style
from .tables import bring_up_to_date, is_empty
from .texts import compile_texts
from .trouble import Trouble

READY_SECONDS = 90.0
UNUSABLE = 2


@dataclass(frozen=True)
class Way:
    """How to run: where, with which log, and whether a new database gets the demo."""

    host: str
    port: int
    demo_when_new: bool
    logs_to_files: bool
    with_parent: bool = False

    @property
    def address(self) -> str:
        """The address of the front page."""
        return f"http://{self.host}:{self.port}/"


def run_product(folder: DataFolder, way: Way) -> int:
    """Run until Ctrl-C or SIGTERM and leave nothing running; return the exit code."""
    refuse_half_providers()
    if way.with_parent:
        follow_parent()
    with folder.using() as lock, stopped_by_signals():
        _claim(lock, folder, way)
        _refuse_taken_port(way)
        tree = Tree(None if os.environ.get("DATABASE_URL") else Server(folder))
        try:
            _start(tree, folder, way)
            tree.watch()
        finally:
            tree.stop()
            lock.write("")
    return 0


def refuse_half_providers() -> None:
    """Raise Trouble when the settings name a provider that nobody could sign in with."""
    if found := faults(identity_providers()):
        raise Trouble(" ".join(found), exit_code=UNUSABLE)


def _claim(lock: FileLock, folder: DataFolder, way: Way) -> None:
    """Take the data folder for ourselves alone, or say who has it."""
    if not lock.try_alone():
        if lock.try_together():
            who = "A storstua command is at work"
        else:
            who = f"Storstua already runs at {lock.read() or 'another address'}"
        raise Trouble(
            f"{who} in the data folder {folder.path}: stop it, or choose another with DATA=folder.",
            exit_code=UNUSABLE,
        )
    lock.write(way.address)


def _refuse_taken_port(way: Way) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((way.host, way.port))
        except OSError as problem:
            raise Trouble(
                f"Port {way.port} cannot be used ({problem.strerror}): choose another, "
                f"for example PORT={way.port + 1}.",
                exit_code=UNUSABLE,
            ) from None


def _start(tree: Tree, folder: DataFolder, way: Way) -> None:
    os.environ.setdefault("STORSTUA_ADDRESS", way.address.rstrip("/"))
    name_folder(folder)
    if tree.server is not None:
        tree.server.stop()  # one that a killed command left behind
        tree.start_server()
        name_database(tree.server.addresses())
    refuse_loose(os.environ["DATABASE_URL"])
    compile_texts()
    build_style()
    _furnish(folder, way)
    tree.children += [_web(folder, way), _worker(folder, way)]
    tree.wait_until(lambda: _answers(way), READY_SECONDS)
    print(_ready_line(folder, way), flush=True)


def _furnish(folder: DataFolder, way: Way) -> None:
    """Bring the tables up to date and load the demo where it is wanted."""
    # Without the owner's address the tables are looked after elsewhere (`storstua migrate`).
    if owner_url := os.environ.get("DATABASE_OWNER_URL"):
        if way.demo_when_new and is_empty(owner_url):
            demo_state.remember(folder, DemoState.WANTED)
        bring_up_to_date(owner_url)
    if demo_state.read(folder) is DemoState.WANTED:
        command = [sys.executable, "-m", "storstua.launcher", "--data", str(folder.path), "demo"]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            raise Trouble("The demo could not be loaded; the reason stands above.")
    name_folder(folder)


def _web(folder: DataFolder, way: Way) -> Child:
    command = [sys.executable, "-m", "uvicorn", "storstua.config.asgi:application"]
    command += ["--host", way.host, "--port", str(way.port), "--lifespan", "off"]
    # No access log: which page was read from where is nobody's business.
    command += ["--timeout-graceful-shutdown", "3", "--no-access-log", "--log-level", "warning"]
    log = folder.log_folder / "web.log" if way.logs_to_files else None
    command.append("--no-server-header")
    return Child("web server", command, _as_app(), log, stop_seconds=6)


def _worker(folder: DataFolder, way: Way) -> Child:
    command = [sys.executable, "-m", "storstua.launcher.worker"]
    log = folder.log_folder / "worker.log" if way.logs_to_files else None
    # It listens for new jobs on a connection that it does not open again by itself.
    return Child("worker", command, _as_app(), log, stop_seconds=10, starts_with_server=True)


def _as_app() -> dict[str, str]:
    """The environment of those who serve: they never hold the owner's address."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}


def _answers(way: Way) -> bool:
    """Whether web, database and worker say that they are well."""
    connection = http.client.HTTPConnection(way.host, way.port, timeout=5)
    try:
        host = os.environ.get("STORSTUA_HOSTS", "127.0.0.1").split(",")[0]
        connection.request("GET", "/helse/", headers={"Host": host})
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _ready_line(folder: DataFolder, way: Way) -> str:
    if demo_state.read(folder) is DemoState.LOADED:
        return f"Storstua is ready: click {way.address}demo/ and choose who to be (Ctrl-C stops)."
    return f"Storstua is ready: click {way.address} (Ctrl-C stops)."
