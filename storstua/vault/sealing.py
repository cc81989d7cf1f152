"""Seals a text so that it opens in its own place only, and shows no length.

Layout: version 1 B, suite 1 B, key id 16 B, nonce 12 B, ciphertext with tag 16 B. What is locked
how stands in `suites`; padding as in `layout.bucket`.
"""

import os

from cryptography.exceptions import InvalidTag

from .faults import NotSealable, Tampered
from .keys import Keyring
from .layout import bucket, padded, unpadded, utf8
from .places import Place
from .store import KeyStore
from .suites import HEAD_BYTES, Lock, lock_to_open, lock_to_seal, means

MAX_BYTES = 1024 * 1024
NONCE_BYTES = 12
_TAG_BYTES = 16
_USE = b"seal"


def seal(
    text: str, place: Place, *, keyring: Keyring | None = None, store: KeyStore | None = None
) -> bytes:
    """The text sealed for the place; raises NotSealable over 1 MiB of UTF-8."""
    return seal_bytes(utf8(text), place, keyring=keyring, store=store)


def open_sealed(
    blob: bytes, place: Place, *, keyring: Keyring | None = None, store: KeyStore | None = None
) -> str:
    """The text that `seal` was given; raises Tampered whatever is wrong."""
    plain = open_bytes(blob, place, keyring=keyring, store=store)
    # Raised outside the handler: the codec's own error carries the text.
    try:
        return plain.decode()
    except UnicodeDecodeError:
        pass
    raise Tampered


def seal_bytes(
    plain: bytes, place: Place, *, keyring: Keyring | None = None, store: KeyStore | None = None
) -> bytes:
    """The bytes sealed for the place; raises NotSealable over 1 MiB."""
    if len(plain) > MAX_BYTES:
        raise NotSealable("The text is over 1 MiB.")
    lock = lock_to_seal(place, _USE, means(keyring, store))
    return seal_with_nonce(plain, lock, os.urandom(NONCE_BYTES))


def open_bytes(
    blob: bytes, place: Place, *, keyring: Keyring | None = None, store: KeyStore | None = None
) -> bytes:
    """The bytes that `seal_bytes` was given; raises Tampered whatever is wrong."""
    blob = bytes(blob)
    nonce, body = blob[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES], blob[HEAD_BYTES + NONCE_BYTES :]
    if len(body) <= _TAG_BYTES:
        raise Tampered
    lock = lock_to_open(blob[:HEAD_BYTES], place, _USE, means(keyring, store))
    plain = _decrypted(lock, nonce, body)
    if plain is None:
        raise Tampered
    return unpadded(plain)


def seal_with_nonce(plain: bytes, lock: Lock, nonce: bytes) -> bytes:
    """What `seal_bytes` does, with a given nonce; for it and for the known answers only."""
    filled = padded(plain, bucket(len(plain)))
    return lock.head + nonce + lock.cipher.encrypt(nonce, filled, lock.bound)


def _decrypted(lock: Lock, nonce: bytes, body: bytes) -> bytes | None:
    try:
        return lock.cipher.decrypt(nonce, body, lock.bound)
    except InvalidTag:
        return None
