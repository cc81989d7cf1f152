"""The key file: made once, kept outside the database, refused when anything about it is odd."""

import functools
import hashlib
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from .faults import KeyFileFault
from .layout import prefixed

KEY_ID_BYTES = 16
_VERSION = 1
_MAX_FILE_BYTES = 4096
_SIZES = {"server_key_id": KEY_ID_BYTES, "server_key": 32, "integrity_key": 32, "receipt_salt": 16}


@dataclass(frozen=True, slots=True)
class Keyring:
    """The installation's secrets; only the key id may ever be shown."""

    server_key_id: bytes
    server_key: bytes = field(repr=False)
    integrity_key: bytes = field(repr=False)
    receipt_salt: bytes = field(repr=False)


def current() -> Keyring:
    """The keyring of this installation, from settings.VAULT_KEY_FILE; read once per process."""
    return _at(Path(settings.VAULT_KEY_FILE))


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


@functools.cache
def _at(path: Path) -> Keyring:
    return load_or_make(path)


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_new_content())
            file.flush()
            os.fsync(file.fileno())
        _link(draft, path)
    finally:
        draft.unlink()
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


def _new_content() -> bytes:
    parts = {name: secrets.token_bytes(size) for name, size in _SIZES.items()}
    content: dict[str, object] = {"version": _VERSION}
    content |= {name: part.hex() for name, part in parts.items()}
    content["check"] = _check(parts)
    return json.dumps(content, indent=1).encode() + b"\n"


def _check(parts: dict[str, bytes]) -> str:
    return hashlib.sha256(prefixed(b"storstua/vault/keys", *parts.values())).hexdigest()


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
    parts = _parts(content)
    if parts is None:
        raise KeyFileFault(f"The key file {path} is damaged; put back the copy kept on paper.")
    return Keyring(**parts)


def _parts(content: bytes) -> dict[str, bytes] | None:
    try:
        found = json.loads(content)
        parts = {name: bytes.fromhex(found[name]) for name in _SIZES}
        sound = found["version"] == _VERSION and found["check"] == _check(parts)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return parts if sound and all(len(parts[n]) == size for n, size in _SIZES.items()) else None
