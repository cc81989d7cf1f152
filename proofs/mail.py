"""G35: mail survives a mail server that fails for hours, and a worker that is killed meanwhile.

    .venv/bin/python -m proofs.mail [--messages 1000] [--kills 100]

Six hours, which pass quickly: the server refuses, says later, answers late, breaks off after the
mail or is not there at all. The worker is killed (SIGKILL) again and again. Then the server is
well again, and every mail must have been kept by it: none is lost, and one is there twice only
when the worker died, or the line broke, between its yes and the worker's note of it.
"""

import argparse
import importlib
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from proofs.ground import ground
from storstua.launcher.postgres import free_port

PROMISE = "G35 mail survives the mail server"
SMALL = ("--messages", "60", "--kills", "8")
MUTANT_SHARE, FEWEST_KILLS = 10, 8


def main() -> int:
    """Send under faults, then with two faults in the worker itself, which must be seen."""
    parser = argparse.ArgumentParser(description="sends mail through a server that fails")
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    options = parser.parse_args()
    few = max(FEWEST_KILLS, options.kills // MUTANT_SHARE)
    with ground("mail"):
        # Only now does Django know where its tables are.
        posting: Any = importlib.import_module("proofs.posting")
        found = {}
        for way, count, kills in (
            ("as it is", options.messages, options.kills),
            ("together", few * 10, few),
            ("noted first", few * 10, few),
        ):
            with _server() as (port, notes, heal):
                queued = posting.post(way, count, kills, port, notes, heal)
                found[way] = _read(queued, notes.read_text().splitlines())
    lost, twice, unexplained = found["as it is"]
    figure = f"{options.messages} mails, {options.kills} kills in 6 h of faults: 0 lost, 0 doubled"
    said = (
        f"{lost} lost, {twice} twice with the same Message-ID, {unexplained} of these unexplained"
    )
    mutants = f"in one transaction {found['together'][2]} unexplained"
    mutants += f"; noted before it is sent {found['noted first'][0]} lost"
    print(f"{PROMISE} | {figure} outside accept-to-note | {said}; {mutants}")
    seen = found["together"][2] > 0 and found["noted first"][0] > 0
    return int(lost > 0 or unexplained > 0 or not seen)


@contextmanager
def _server() -> Iterator[tuple[int, Path, "Heal"]]:
    """A mail server with faults; yields its port, its notes, and what heals it."""
    with TemporaryDirectory() as folder:
        port, notes = free_port(), Path(folder) / "notes"
        notes.touch()
        process = subprocess.Popen([sys.executable, "-m", "proofs.sink", str(port), str(notes)])
        try:
            yield port, notes, Heal(process.pid)
        finally:
            process.kill()
            process.wait()


class Heal:
    """Makes a mail server well."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def __call__(self) -> None:
        """From now on it takes everything."""
        os.kill(self.pid, signal.SIGUSR1)


def _read(queued: set[str], notes: list[str]) -> tuple[int, int, int]:
    """How many mails were lost, are there twice, and are there twice without a reason."""
    places = defaultdict(list)
    for at, line in enumerate(notes):
        what, _space, key = line.partition(" ")
        if key:
            places[key].append((at, what))
    twice = {key: found for key, found in places.items() if len(found) > 1}
    unexplained = sum(
        any(not _explained(at, what, notes) for at, what in found[:-1]) for found in twice.values()
    )
    return len(queued - places.keys()), len(twice), unexplained


def _explained(at: int, what: str, notes: list[str]) -> bool:
    """The line broke after it was kept, or the worker was killed before it kept another."""
    return what == "vanished" or "killed" in notes[max(0, at - 1) : at + 2]


if __name__ == "__main__":
    sys.exit(main())
