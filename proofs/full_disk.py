"""G36: a full disk stops writing, not reading, and loses nothing.

    .venv/bin/python -m proofs.full_disk [--seconds 20]

The whole data folder lies on a small tmpfs, temporary files too (needs root, for the mount). It is
filled until little is left, then until nothing is left; meanwhile people read and write. Then the
space comes back, and nobody does anything.
"""

import argparse
import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from proofs.served import Answer, Served, Writer, filled, served, stored
from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server

PROMISE = "G36 a full disk is survived"
MEGABYTES, LITTLE, BACK_SECONDS, WRITERS = 192, 16, 60.0, 3
FIGURE = f"{MEGABYTES} MB filled: all pages read, all writes 503 with the text, 0 lost, 0 corrupt"
TEXT = "Dette har jeg skrevet mens disken var full."


@dataclass
class Counted:
    """How people fared while the disk was full."""

    reads: int = 0
    unread: int = 0
    writes: int = 0
    rough: int = 0
    taken: list[tuple[Writer, str]] = field(default_factory=list)

    def read(self, answer: Answer) -> None:
        """A page that was asked for."""
        self.reads += 1
        self.unread += answer.status != http.client.OK

    def wrote(self, answer: Answer, writer: Writer, text: str) -> None:
        """A message that was sent: taken, or given back with its text and a calm sentence."""
        self.writes += 1
        if answer.status == http.client.FOUND:
            self.taken.append((writer, text))
            return
        is_calm = answer.status == http.client.SERVICE_UNAVAILABLE
        is_calm = is_calm and text in answer.body and "Vi får ikke lagret" in answer.body
        self.rough += not is_calm

    def __str__(self) -> str:
        told = f"{self.unread} of {self.reads} not read, {self.rough} of {self.writes} not calm"
        return f"{told}, {len(self.taken)} begun"


def main() -> int:
    """Fill and free, then do so without what keeps room for PostgreSQL, which must be seen."""
    parser = argparse.ArgumentParser(description="fills the disk under the product")
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    found = _prove(seconds, "storstua.launcher", "storstua.config.settings")
    mutant = _prove(min(seconds, 10), "proofs.roomless", "proofs.roomless")
    print(
        f"{PROMISE} | {FIGURE}, back <= {BACK_SECONDS:.0f} s | {found}; without defences {mutant}"
    )
    both_seen = mutant.little.taken and mutant.nothing.unread
    return int(not found.holds or not both_seen)


@dataclass(frozen=True)
class Found:
    """How it went with little left, with nothing left, and afterwards."""

    little: Counted
    nothing: Counted
    back: float
    lost: int
    corrupt: int

    @property
    def holds(self) -> bool:
        """All could be read, nothing was begun, nothing is lost or broken, and it came back."""
        calm = not (self.little.unread or self.little.rough or self.little.taken)
        calm = calm and not (self.nothing.unread or self.nothing.rough or self.nothing.taken)
        return calm and not self.lost and not self.corrupt and self.back <= BACK_SECONDS

    def __str__(self) -> str:
        left = f"little left: {self.little}; nothing left: {self.nothing}"
        return f"{left}; back {self.back:.1f} s, {self.lost} lost, {self.corrupt} corrupt"


def _prove(seconds: float, program: str, settings: str) -> Found:
    with _small_disk() as data:
        writers = filled(data, WRITERS)
        (data / "tmp").mkdir()
        own = {"DJANGO_SETTINGS_MODULE": settings, "TMPDIR": str(data / "tmp")}
        taken: list[tuple[Writer, str]] = []
        with served(data, program=program, **own) as product:
            for writer in writers:
                text = f"Før {writer.talk}"
                if writer.write(product.port, text).status != http.client.FOUND:
                    raise RuntimeError("it did not take messages before")
                taken.append((writer, text))
            little = _people(product, writers, data, LITTLE, seconds / 2)
            nothing = _people(product, writers, data, 0, seconds)
            (data / "filling").unlink()
            back = _back(product, writers)
        kept = stored(data)
        taken += little.taken + nothing.taken
        lost = sum(text not in kept[writer.talk] for writer, text in taken)
        return Found(little, nothing, back, lost, _corrupt(data))


@contextmanager
def _small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        data.mkdir(mode=0o711)
        options = f"size={MEGABYTES}m,mode=0711"
        mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", str(data)]
        subprocess.run(mount, check=True)
        try:
            yield data
        finally:
            subprocess.run(["/usr/bin/umount", str(data)], check=True)


def _people(
    product: Served, writers: list[Writer], data: Path, left: int, seconds: float
) -> Counted:
    """Read and write for a while with so many megabytes left."""
    counted, began, turn = Counted(), time.monotonic(), 0
    while time.monotonic() - began < seconds:
        _fill(data, left)
        for writer in writers:
            turn += 1
            text = f"{TEXT} {left} {turn} " + "ord " * 900 + "slutt"
            counted.read(writer.read(product.port))
            counted.wrote(writer.write(product.port, text), writer, text)
        if not left:
            _checkpoint(data)
    return counted


def _fill(data: Path, left: int) -> None:
    """Take what is left of the disk, but for so many megabytes."""
    with (data / "filling").open("ab", buffering=0) as filling:
        spare = os.statvfs(data)
        take = spare.f_bavail * spare.f_frsize - left * 1024 * 1024
        while take > 0:
            try:
                filling.write(b"x" * min(take, 65536))
            except OSError:
                return
            take -= 65536


def _checkpoint(data: Path) -> None:
    """Let PostgreSQL write down what it holds, as it does every few minutes anyway."""
    try:
        with psycopg.connect(
            Server(DataFolder(data)).addresses().admin, autocommit=True, connect_timeout=5
        ) as admin:
            admin.execute("checkpoint")
    except psycopg.Error as fault:
        print(f"no checkpoint: {type(fault).__name__}", file=sys.stderr)


def _back(product: Served, writers: list[Writer]) -> float:
    """Seconds until everybody can read and write again."""
    began = time.monotonic()
    while time.monotonic() - began < 2 * BACK_SECONDS:
        answers = [each.write(product.port, "Etterpå").status for each in writers]
        answers += [each.read(product.port).status for each in writers]
        if {*answers} == {http.client.FOUND, http.client.OK} and product.health() == http.client.OK:
            break
        time.sleep(0.2)
    return time.monotonic() - began


def _corrupt(data: Path) -> int:
    """How many tables cannot be read to their end; each page's checksum is looked at meanwhile."""
    server = Server(DataFolder(data))
    server.start()
    broken = 0
    try:
        with psycopg.connect(server.addresses().admin, autocommit=True) as admin:
            named = "select tablename from pg_tables where schemaname = 'public'"
            for (table,) in admin.execute(named).fetchall():
                whole = sql.SQL("select sum(length(t::text)) from {} t")
                try:
                    admin.execute(whole.format(sql.Identifier(table)))
                except psycopg.Error:
                    broken += 1
    finally:
        server.stop()
    return broken


if __name__ == "__main__":
    sys.exit(main())
