"""A copy is a folder: sealed parts, how its key is locked, and a list of the parts with a mark."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from storstua import vault

FORMAT = 1
LIST, SUFFIX = "list.json", ".sealed"
PIECE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole copy that was looked through: its parts are those that were written."""

    folder: Path
    key: vault.CopyKey
    facts: Mapping[str, str]

    def part(self, name: str) -> Iterator[bytes]:
        """A part in clear; raises vault.Tampered, at the end at the latest."""
        return self.key.open(name, _read(self.folder / (name + SUFFIX)))

    def whole(self, name: str) -> bytes:
        """A small part in clear."""
        return b"".join(self.part(name))


def write_copy(
    folder: Path,
    parts: Mapping[str, Iterable[bytes]],
    facts: Mapping[str, str],
    holder: vault.BackupKey,
) -> None:
    """Write a copy, whole or not at all, and on disk when this returns."""
    key, lock = vault.new_copy_key(holder)
    unfinished = folder.with_name(f".new-{folder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    try:
        written = {
            name: _write(unfinished / (name + SUFFIX), key.seal(name, chunks))
            for name, chunks in parts.items()
        }
        told = {"format": FORMAT, "lock": lock, "facts": dict(facts), "parts": written}
        listed = json.dumps(told, indent=1, sort_keys=True)
        marked = json.dumps({"list": listed, "mark": key.mark(listed.encode())}, indent=1)
        _write(unfinished / LIST, [marked.encode()])
        _sync(unfinished)
        unfinished.rename(folder)
        _sync(folder.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def open_copy(folder: Path, holder: vault.BackupKey) -> Copy:
    """Look a copy through: its list, its key, and every byte of every part.

    Raises vault.CopyFault when the key does not fit, or anything is missing or was changed.
    """
    try:
        marked = json.loads((folder / LIST).read_bytes())
        told = json.loads(marked["list"])
        key = vault.copy_key(told["lock"], holder)
    except (OSError, ValueError, KeyError, TypeError):
        raise vault.CopyFault(f"{folder} is no backup, or its list is damaged.") from None
    if told["format"] != FORMAT or key.mark(marked["list"].encode()) != marked["mark"]:
        raise vault.CopyFault(f"The list of {folder} was changed.")
    for name, written in told["parts"].items():
        if _digest(folder / (name + SUFFIX)) != written:
            raise vault.CopyFault(f"The part {name} of {folder} is missing or damaged.")
    return Copy(folder, key, told["facts"])


def lines_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The lines in a stream of bytes."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        yield rest


def _write(path: Path, chunks: Iterable[bytes]) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for lot in batched(chunks, 16, strict=False):
            piece = b"".join(lot)
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return {"bytes": size, "sha256": digest.hexdigest()}


def _digest(path: Path) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    try:
        for piece in _read(path):
            digest.update(piece)
            size += len(piece)
    except OSError:
        return {}
    return {"bytes": size, "sha256": digest.hexdigest()}


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
