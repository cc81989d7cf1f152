"""The key file: made once, kept outside the database, refused when anything about it is odd."""

import fcntl
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from .faults import KeyFileFault
from .layout import prefixed

KEY_ID_BYTES = 16
_VERSION, _WITH_EPOCHS = 1, 2
_MAX_FILE_BYTES = 16 * 1024
_SIZES = {"server_key_id": KEY_ID_BYTES, "server_key": 32, "integrity_key": 32, "receipt_salt": 16}


@dataclass(frozen=True, slots=True)
class Epoch:
    """A server key that seals nothing new any more, and the day (ISO) on which that ended."""

    server_key_id: bytes
    server_key: bytes = field(repr=False)
    ended_on: str


@dataclass(frozen=True, slots=True)
class Keyring:
    """The installation's secrets; only the key id may ever be shown.

    `server_key` is that of the epoch that seals; `earlier` still open what they sealed.
    """

    server_key_id: bytes
    server_key: bytes = field(repr=False)
    integrity_key: bytes = field(repr=False)
    receipt_salt: bytes = field(repr=False)
    earlier: tuple[Epoch, ...] = field(default=(), repr=False)

    def server_key_named(self, key_id: bytes) -> bytes | None:
        """The server key with this id, of any epoch that has not been destroyed."""
        if key_id == self.server_key_id:
            return self.server_key
        found = (each.server_key for each in self.earlier if each.server_key_id == key_id)
        return next(found, None)


def current() -> Keyring:
    """The keyring of this installation, from settings.VAULT_KEY_FILE.

    Read again only when the file has been replaced, so that a new epoch holds at once everywhere.
    """
    path = Path(settings.VAULT_KEY_FILE)
    stamp = _stamp(path)
    known = _READ.get(path)
    if known is None or (stamp and known[0] != stamp):
        ring = load_or_make(path)
        known = _READ[path] = (_stamp(path), ring)
    return known[1]


def load_or_make(path: Path) -> Keyring:
    """The keyring in the file, which is made if missing; raises KeyFileFault.

    Two processes that start together get the same keyring: the complete file is linked into its
    place, and linking fails for all but one.
    """
    try:
        if not path.exists():
            _make(path)
    except OSError as fault:
        raise KeyFileFault(f"The key file {path} cannot be made: {fault.strerror}.") from None
    return load(path)


def load(path: Path) -> Keyring:
    """The keyring in the file, which must be there; raises KeyFileFault."""
    return _parsed(_read(path), path)


_READ: dict[Path, tuple[tuple[int, ...], Keyring]] = {}


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when the file is replaced; nothing while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def replace(path: Path, change: Callable[[Keyring], Keyring]) -> Keyring:
    """Write the keyring that `change` makes of the present one, whole or not at all."""
    with _alone(path.parent):
        ring = change(load(path))
        try:
            with _draft(path, content_of(ring)) as draft:
                draft.rename(path)
        except OSError as fault:
            raise KeyFileFault(
                f"The key file {path} cannot be written: {fault.strerror}."
            ) from None
        _sync_directory(path.parent)
    return ring


def write_new(path: Path, ring: Keyring) -> None:
    """Write a keyring to a file that is not there yet; raises FileExistsError when it is."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _draft(path, content_of(ring)) as draft:
        path.hardlink_to(draft)
    _sync_directory(path.parent)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _draft(path: Path, content: bytes) -> Iterator[Path]:
    """The content in a file of its own beside the path, on disk and readable by us alone."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    parts = {name: secrets.token_bytes(size) for name, size in _SIZES.items()}
    new = _ring(parts)
    with _draft(path, content_of(new)) as draft:
        _link(draft, path)
    _sync_directory(path.parent)


def _link(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return  # another process was first; its keyring is the one


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def content_of(ring: Keyring) -> bytes:
    """The keyring as it stands in a file; a single epoch gives the form of version 1."""
    parts = {name: getattr(ring, name) for name in _SIZES}
    content: dict[str, object] = {"version": _WITH_EPOCHS if ring.earlier else _VERSION}
    content |= {name: part.hex() for name, part in parts.items()}
    if ring.earlier:
        content["earlier"] = [_plain(each) for each in ring.earlier]
    content["check"] = _check(parts, ring.earlier)
    return json.dumps(content, indent=1).encode() + b"\n"


def _plain(epoch: Epoch) -> dict[str, str]:
    return {
        "server_key_id": epoch.server_key_id.hex(),
        "server_key": epoch.server_key.hex(),
        "ended_on": epoch.ended_on,
    }


def _check(parts: dict[str, bytes], earlier: tuple[Epoch, ...] = ()) -> str:
    said = [part for each in earlier for part in (each.server_key_id, each.server_key)]
    said += [each.ended_on.encode() for each in earlier]
    return hashlib.sha256(prefixed(b"storstua/vault/keys", *parts.values(), *said)).hexdigest()


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            _refuse_open_to_others(os.fstat(file.fileno()), path)
            return file.read(_MAX_FILE_BYTES + 1)
    except OSError as fault:
        raise KeyFileFault(f"The key file {path} cannot be read: {fault.strerror}.") from None


def _refuse_open_to_others(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise KeyFileFault(f"The key file {path} is not a plain file.")
    if found.st_uid not in (os.geteuid(), 0):
        raise KeyFileFault(f"The key file {path} belongs to another user.")
    if found.st_mode & 0o077:
        raise KeyFileFault(f"The key file {path} is open to others; its mode must be 0600.")
    if path.parent.stat().st_mode & 0o022:
        raise KeyFileFault(f"The directory of {path} can be written to by others.")


def _parsed(content: bytes, path: Path) -> Keyring:
    if len(content) > _MAX_FILE_BYTES:
        raise KeyFileFault(f"The key file {path} is too large to be one.")
    # Raised outside the handler: the parser's own error carries the content.
    ring = keyring_in(content)
    if ring is None:
        raise KeyFileFault(f"The key file {path} is damaged; put back the copy kept on paper.")
    return ring


def keyring_in(content: bytes) -> Keyring | None:
    """The keyring that `content_of` wrote, of either version; None when it is anything else."""
    try:
        found = json.loads(content)
        parts = {name: bytes.fromhex(found[name]) for name in _SIZES}
        earlier = _earlier(found)
        sound = found["check"] == _check(parts, earlier)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not sound or any(len(parts[name]) != size for name, size in _SIZES.items()):
        return None
    return _ring(parts, earlier)


def _ring(parts: dict[str, bytes], earlier: tuple[Epoch, ...] = ()) -> Keyring:
    return Keyring(
        server_key_id=parts["server_key_id"],
        server_key=parts["server_key"],
        integrity_key=parts["integrity_key"],
        receipt_salt=parts["receipt_salt"],
        earlier=earlier,
    )


def _earlier(found: dict[str, Any]) -> tuple[Epoch, ...]:
    """The epochs that have ended; raises ValueError for a version that is none of ours."""
    if found["version"] not in (_VERSION, _WITH_EPOCHS):
        raise ValueError("Another version.")
    told = found["earlier"] if found["version"] == _WITH_EPOCHS else []
    epochs = tuple(
        Epoch(
            bytes.fromhex(each["server_key_id"]),
            bytes.fromhex(each["server_key"]),
            str(each["ended_on"]),
        )
        for each in told
    )
    sizes = {(len(each.server_key_id), len(each.server_key)) for each in epochs}
    if not sizes <= {(KEY_ID_BYTES, 32)}:
        raise ValueError("A key of another size.")
    return epochs
