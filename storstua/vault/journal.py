"""The journal of erasures: which keys were erased, when. It lies outside both databases.

One line each: day, key id in hexadecimal, and a mark made with the integrity key over the line
and the mark before it, so that a line changed, added or taken out of the middle is seen. Brought
back after a restore, it erases again what an older copy of the key store still held.
"""

import fcntl
import hashlib
import hmac
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .faults import KeyStoreFault
from .keys import Keyring
from .layout import prefixed

_BEGIN = "storstua erasures 1"


@dataclass(frozen=True, slots=True)
class Erasure:
    """A key that was erased on a day."""

    on: str
    key_id: bytes


@dataclass(frozen=True, slots=True)
class Journal:
    """A file that is only added to; what is added is on disk when the call returns."""

    path: Path

    def exists(self) -> bool:
        """True when the file is there."""
        return self.path.exists()

    def begin(self, ring: Keyring) -> None:
        """Make an empty journal; one that is there already stays."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._opened(os.O_CREAT) as descriptor:
            if os.fstat(descriptor).st_size == 0:
                _write(descriptor, f"{_BEGIN} {_mark(ring, '', _BEGIN)}\n")
        _sync_folder(self.path.parent)

    def add(self, key_ids: Collection[bytes], today: date, ring: Keyring) -> None:
        """Add keys that are being erased; raises KeyStoreFault when the journal is missing."""
        if not self.exists():
            raise KeyStoreFault(f"The journal {self.path} is missing: bring back a copy of it.")
        with self._opened(0) as descriptor:
            whole = _whole_lines(descriptor)
            mark = whole[-1].rpartition(" ")[2] if whole else ""
            lines = []
            for key_id in key_ids:
                told = f"{today.isoformat()} {key_id.hex()}"
                mark = _mark(ring, mark, told)
                lines.append(f"{told} {mark}\n")
            _write(descriptor, "".join(lines))

    def erasures(self, ring: Keyring) -> list[Erasure]:
        """Everything that was erased; raises KeyStoreFault when a line is not as it was written."""
        with self._opened(0) as descriptor:
            return list(read(_whole_lines(descriptor), ring, self.path))

    @contextmanager
    def _opened(self, flags: int) -> Iterator[int]:
        """The file, locked; others wait."""
        try:
            descriptor = os.open(self.path, os.O_RDWR | flags, 0o600)
        except OSError as fault:
            why = fault.strerror
            raise KeyStoreFault(f"The journal {self.path} cannot be opened: {why}.") from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def read(lines: Collection[str], ring: Keyring, path: Path) -> Iterator[Erasure]:
    """The erasures in the lines of a journal; raises KeyStoreFault at the first bad line."""
    before = ""
    for number, line in enumerate(lines, start=1):
        told, _space, mark = line.rpartition(" ")
        if not hmac.compare_digest(mark, _mark(ring, before, told)):
            raise KeyStoreFault(f"The journal {path} was changed in line {number}.")
        before = mark
        if number > 1:
            on, _space, key_id = told.partition(" ")
            yield Erasure(on, bytes.fromhex(key_id))
    if not lines:
        raise KeyStoreFault(f"The journal {path} is empty.")


def _mark(ring: Keyring, before: str, told: str) -> str:
    message = prefixed(b"storstua/vault/journal", before.encode(), told.encode())
    return hmac.digest(ring.integrity_key, message, hashlib.sha256)[:16].hex()


def _whole_lines(descriptor: int) -> list[str]:
    """The lines that were written to their end; half a line, left by a crash, is cut off."""
    size = os.fstat(descriptor).st_size
    content = os.pread(descriptor, size, 0)
    whole = content.rfind(b"\n") + 1
    if whole != size:
        os.ftruncate(descriptor, whole)
    os.lseek(descriptor, whole, os.SEEK_SET)
    return content[:whole].decode("ascii", "replace").splitlines()


def _write(descriptor: int, text: str) -> None:
    content = text.encode("ascii")
    if os.write(descriptor, content) != len(content):
        raise KeyStoreFault("The journal could not be written: the disk is full.")
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
