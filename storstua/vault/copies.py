"""Seals the parts of a backup, for whoever holds its passphrase or its private key.

Each copy has a random key of its own. That key is sealed once: under a passphrase (Argon2id,
3 iterations, 64 MiB, a salt of its own) or to a public key (HPKE: X25519, HKDF-SHA256,
AES-256-GCM). Each part is sealed in chunks under a key derived for its name, bound to the copy
and the name, so that parts cannot be cut, exchanged or mixed between copies.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .faults import CopyFault, Tampered
from .files import open_file_as, seal_file_as
from .layout import prefixed
from .stretching import stretched
from .suites import HEAD_BYTES, Lock

SHORTEST_PASSPHRASE = 16
_HEAD = b"\1\4".ljust(HEAD_BYTES, b"\0")
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_LABEL = b"storstua/vault/copy"
_PRIVATE, _PUBLIC = "storstua-backup-key-1 ", "storstua-backup-public-1 "


@dataclass(frozen=True, slots=True)
class BackupKey:
    """Who can open a copy: whoever has the passphrase, or the private key. `public` seals only."""

    passphrase: str = field(default="", repr=False)
    public: bytes = b""
    private: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CopyKey:
    """The key of one copy: seals and opens its parts."""

    copy_id: bytes
    secret: bytes = field(repr=False)

    def seal(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """A part, sealed while it streams past."""
        return seal_file_as(self.copy_id, chunks, self._lock(name))

    def open(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """A part in clear; raises Tampered, at the end at the latest."""

        def lock_of(head: bytes, copy_id: bytes) -> Lock:
            if (head, copy_id) != (_HEAD, self.copy_id):
                raise Tampered
            return self._lock(name)

        return open_file_as(pieces, lock_of)

    def mark(self, told: bytes) -> str:
        """A mark on the list of parts, which only a holder of the key can make."""
        return hmac.digest(self._derived(b"list"), told, hashlib.sha256).hex()

    def _lock(self, name: str) -> Lock:
        key = self._derived(b"part " + name.encode())
        return Lock(_HEAD, prefixed(_LABEL, self.copy_id, name.encode()), AESGCMSIV(key))

    def _derived(self, use: bytes) -> bytes:
        info = prefixed(_LABEL, use)
        return HKDF(SHA256(), length=32, salt=self.copy_id, info=info).derive(self.secret)


def new_copy_key(holder: BackupKey) -> tuple[CopyKey, dict[str, str]]:
    """A key for a new copy, and how it is locked for the holder, in words that JSON can keep."""
    key = CopyKey(os.urandom(16), secrets.token_bytes(32))
    told: dict[str, str] = {"copy": key.copy_id.hex()}
    if holder.passphrase:
        salt, nonce = os.urandom(16), os.urandom(12)
        cipher = AESGCMSIV(stretched(holder.passphrase, salt))
        sealed = cipher.encrypt(nonce, key.secret, prefixed(_LABEL, key.copy_id))
        return key, told | {"salt": salt.hex(), "passphrase": (nonce + sealed).hex()}
    public = X25519PublicKey.from_public_bytes(holder.public)
    sealed = _HPKE.encrypt(key.secret, public, prefixed(_LABEL, key.copy_id))
    return key, told | {"public": holder.public.hex(), "sealed": sealed.hex()}


def copy_key(told: Mapping[str, str], holder: BackupKey) -> CopyKey:
    """The key of a copy; raises CopyFault when the holder's passphrase or key does not fit."""
    try:
        copy_id = bytes.fromhex(told["copy"])
        if "passphrase" in told:
            secret = _by_passphrase(told, copy_id, holder.passphrase)
        else:
            secret = _by_key(told, copy_id, holder.private)
    except (ValueError, KeyError, InvalidTag):
        secret = b""
    if len(secret) != 32:
        raise CopyFault("The backup does not open with this passphrase or key.")
    return CopyKey(copy_id, secret)


def _by_passphrase(told: Mapping[str, str], copy_id: bytes, passphrase: str) -> bytes:
    if not passphrase:
        raise CopyFault("The backup is sealed with a passphrase: set STORSTUA_BACKUP_PASSPHRASE.")
    nonce_and_sealed = bytes.fromhex(told["passphrase"])
    cipher = AESGCMSIV(stretched(passphrase, bytes.fromhex(told["salt"])))
    return cipher.decrypt(nonce_and_sealed[:12], nonce_and_sealed[12:], prefixed(_LABEL, copy_id))


def _by_key(told: Mapping[str, str], copy_id: bytes, private: bytes) -> bytes:
    if not private:
        raise CopyFault("The backup is sealed to a key: set STORSTUA_BACKUP_KEY to its file.")
    key = X25519PrivateKey.from_private_bytes(private)
    return _HPKE.decrypt(bytes.fromhex(told["sealed"]), key, prefixed(_LABEL, copy_id))


def new_backup_key() -> BackupKey:
    """A new pair of keys."""
    private = X25519PrivateKey.generate()
    return BackupKey(
        private=private.private_bytes_raw(), public=private.public_key().public_bytes_raw()
    )


def written(key: BackupKey, *, public_only: bool = False) -> str:
    """A backup key as it stands in its file; the public half can seal and never open."""
    line = _PUBLIC + key.public.hex() if public_only else _PRIVATE + key.private.hex()
    return line + "\n"


def backup_key_in(text: str) -> BackupKey:
    """The key in the text of a file; raises CopyFault when it is none."""
    line = text.strip()
    try:
        if line.startswith(_PUBLIC):
            return BackupKey(public=bytes.fromhex(line.removeprefix(_PUBLIC)))
        if line.startswith(_PRIVATE):
            private = bytes.fromhex(line.removeprefix(_PRIVATE))
            own = X25519PrivateKey.from_private_bytes(private)
            return BackupKey(private=private, public=own.public_key().public_bytes_raw())
    except ValueError:
        pass
    raise CopyFault("The file of the backup key holds no such key.")
