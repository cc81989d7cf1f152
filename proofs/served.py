"""An installation that is served as people meet it, and supporters who write messages into it."""

import argparse
import http.client
import importlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from storstua.launcher.postgres import free_port
from storstua.launcher.session import around_command

READY_SECONDS = 120
TOKEN = "k" * 32


@dataclass
class Served:
    """A launcher that runs, and where it answers."""

    port: int
    data: Path
    process: subprocess.Popen[bytes] = field(repr=False)

    def children(self) -> dict[str, int]:
        """The numbers of what it keeps running: {"web": …, "worker": …, "postgres": …}."""
        main = self.process.pid
        listed = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        names = {"uvicorn": "web", "launcher.worker": "worker", "postgres": "postgres"}
        found: dict[str, int] = {}
        for number in listed:
            try:
                command = Path(f"/proc/{number}/cmdline").read_text()
            except OSError:
                continue
            found |= {name: int(number) for part, name in names.items() if part in command}
        return found

    def kill(self, name: str) -> bool:
        """Kill one of them at once; False when it is not there just now."""
        number = self.children().get(name)
        if number is None:
            return False
        os.kill(number, signal.SIGKILL)
        return True

    def health(self) -> int:
        """What the address of its health answers; 0 when nobody answers."""
        return ask(self.port, "GET", "/helse/").status

    def wait_until_well(self, seconds: float) -> float:
        """Wait until web, database and worker are well; returns how long, raises TimeoutError."""
        began = time.monotonic()
        while self.health() != http.client.OK:
            if time.monotonic() - began > seconds:
                raise TimeoutError("it is not well again")
            time.sleep(0.1)
        return time.monotonic() - began


@dataclass(frozen=True)
class Answer:
    """What came back: 0 when nobody answered; `session` when one begins."""

    status: int = 0
    body: str = ""
    seconds: float = 0.0
    session: str = ""


def ask(
    port: int,
    method: str,
    path: str,
    cookie: str = "",
    form: Mapping[str, str] | None = None,
    timeout: float = 30,
) -> Answer:
    """Ask for a page as a browser does."""
    began = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    headers = {"Cookie": f"okt={cookie}; skjema={TOKEN}", "Accept-Language": "nb"}
    body = None
    if form is not None:
        body = urlencode({**form, "csrfmiddlewaretoken": TOKEN})
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        line.request(method, path, body, headers)
        found = line.getresponse()
        said = found.read().decode()
        begun = SimpleCookie(", ".join(found.headers.get_all("Set-Cookie") or ())).get("okt")
        session = begun.value if begun else ""
        return Answer(found.status, said, time.monotonic() - began, session)
    except (OSError, http.client.HTTPException):
        return Answer(seconds=time.monotonic() - began)
    finally:
        line.close()


@dataclass(frozen=True)
class Writer:
    """A supporter with a session and a talk of their own."""

    cookie: str
    talk: str

    @property
    def path(self) -> str:
        """Where they read and write."""
        return f"/havblikk/samtaler/{self.talk}/"

    def write(self, port: int, text: str, once: str = "", timeout: float = 30) -> Answer:
        """Send a message; 302 means that it was taken."""
        form = {"text": text, "once": once or secrets.token_hex(16)}
        return ask(port, "POST", self.path, self.cookie, form, timeout)

    def read(self, port: int, timeout: float = 30) -> Answer:
        """Look at the talk."""
        return ask(port, "GET", self.path, self.cookie, timeout=timeout)


@contextmanager
def served(
    data: Path, word: str = "run", program: str = "storstua.launcher", **environment: str
) -> Iterator[Served]:
    """Serve the installation of a folder; `word` is "run" or "serve"."""
    port = free_port()
    command = [sys.executable, "-m", program, word, "--port", str(port)]
    command += ["--data", str(data)] + (["--no-demo"] if word == "run" else [])
    with (data / "served.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=log
        )
    found = Served(port, data, process)
    try:
        found.wait_until_well(READY_SECONDS)
        yield found
    finally:
        process.terminate()
        process.wait(60)


def filled(data: Path, writers: int) -> list[Writer]:
    """Fill the installation of a folder with people and talks; returns who may write."""
    return [Writer(*each) for each in json.loads(_half("fill", data, writers))]


def stored(data: Path) -> dict[str, list[str]]:
    """What is stored in each talk, in order; raises when a message is there by half."""
    found: dict[str, list[str]] = json.loads(_half("look", data, 0))
    return found


def waiting(data: Path) -> int:
    """How many mails wait to be sent."""
    return int(_half("waiting", data, 0))


def _half(half: str, data: Path, writers: int) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "proofs.served", half, str(data)]
    run = subprocess.run([*command, str(writers)], check=True, stdout=subprocess.PIPE)
    return run.stdout.decode()


def main() -> None:
    """Do one half of the work on the database, in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("half", choices=["fill", "look", "waiting"])
    parser.add_argument("data", type=Path)
    parser.add_argument("writers", type=int)
    options = parser.parse_args()
    with around_command("proof", options.data):
        # Only now does Django know where its tables are.
        work = importlib.import_module("proofs.writing")
        given = [options.writers] if options.half == "fill" else []
        print(json.dumps(getattr(work, options.half)(*given)))


if __name__ == "__main__":
    main()
