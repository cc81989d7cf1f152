"""What was acknowledged is kept: PostgreSQL is killed again and again while writers write.

    .venv/bin/python -m proofs.kills [--writes 100000] [--rounds 50] [--loose]

Writers insert numbered rows, one transaction each, and note those that were acknowledged. The
server and all its children are killed at once (SIGKILL), started again, and every noted row must
be there. `--loose` turns synchronous_commit off, so that one can see rows get lost.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg

from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server

PROMISE = "G29 what was acknowledged is kept (PostgreSQL)"
SMALL = ("--writes", "2000", "--rounds", "2")
WRITERS = 8
LOOSE = "-c synchronous_commit=off"


def main() -> int:
    """Write and kill until both figures are reached; print one line, 1 when a row is lost."""
    parser = argparse.ArgumentParser(description="kills PostgreSQL under writers")
    parser.add_argument("--writes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--loose", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
        Path(folder).chmod(0o711)
        server = Server(DataFolder(Path(folder) / "data"))
        server.start()
        try:
            acknowledged, kills, lost = _rounds(server, options)
        finally:
            server.stop()
    figure = f"{options.writes} writes, {options.rounds} kills, 0 lost"
    print(f"{PROMISE} | {figure} | {len(acknowledged)} writes, {kills} kills, {lost} lost")
    return int(lost > 0)


def _rounds(server: Server, options: argparse.Namespace) -> tuple[set[int], int, int]:
    with psycopg.connect(server.addresses().owner) as connection:
        connection.execute("create table written (number bigint primary key, filling text)")
    acknowledged: set[int] = set()
    kills = 0
    while kills < options.rounds or len(acknowledged) < options.writes:
        acknowledged |= _written_until_killed(server, kills, loose=options.loose)
        kills += 1
        server.start()
    with psycopg.connect(server.addresses().owner) as connection:
        kept = {number for (number,) in connection.execute("select number from written")}
    return acknowledged, kills, len(acknowledged - kept)


def _written_until_killed(server: Server, turn: int, *, loose: bool) -> set[int]:
    """The rows acknowledged before the server died."""
    noted: list[list[int]] = [[] for _ in range(WRITERS)]
    url = server.addresses().app
    threads = [
        threading.Thread(target=_write, args=(url, (turn * WRITERS + at) << 32, own, loose))
        for at, own in enumerate(noted)
    ]
    for thread in threads:
        thread.start()
    time.sleep(random.uniform(1.0, 5.0))  # noqa: S311 (any moment will do)
    if server.process is not None:
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server.process = None
    for thread in threads:
        thread.join()
    return {number for own in noted for number in own}


def _write(url: str, first: int, acknowledged: list[int], loose: bool) -> None:
    number = first
    try:
        with psycopg.connect(url, autocommit=True, options=LOOSE if loose else "") as connection:
            while True:
                connection.execute("insert into written values (%s, %s)", (number, "x" * 300))
                acknowledged.append(number)
                number += 1
    except psycopg.Error:
        return


if __name__ == "__main__":
    sys.exit(main())
