"""Seals a text so that it opens only in its own place, and shows no length.

Layout: version 1 B, suite 1 B, key id 16 B, nonce 12 B, ciphertext with tag 16 B.
Suite 1: AES-256-GCM-SIV under the organisation's subkey; the associated data is the header
before the nonce and the place; padding as in `layout.bucket`.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from . import keys
from .faults import NotSealable, Tampered
from .keys import Keyring
from .layout import bucket, padded, prefixed, unpadded, utf8
from .places import Place, subkey

VERSION = 1
SUITE = 1
MAX_BYTES = 1024 * 1024
NONCE_BYTES = 12
HEAD_BYTES = 2 + keys.KEY_ID_BYTES
_TAG_BYTES = 16


def seal(text: str, place: Place, *, keyring: Keyring | None = None) -> bytes:
    """The text sealed for the place; raises NotSealable over 1 MiB of UTF-8."""
    return seal_bytes(utf8(text), place, keyring=keyring)


def open_sealed(blob: bytes, place: Place, *, keyring: Keyring | None = None) -> str:
    """The text that `seal` was given; raises Tampered whatever is wrong."""
    plain = open_bytes(blob, place, keyring=keyring)
    # Raised outside the handler: the codec's own error carries the text.
    try:
        return plain.decode()
    except UnicodeDecodeError:
        pass
    raise Tampered


def seal_bytes(plain: bytes, place: Place, *, keyring: Keyring | None = None) -> bytes:
    """The bytes sealed for the place; raises NotSealable over 1 MiB."""
    if len(plain) > MAX_BYTES:
        raise NotSealable("The text is over 1 MiB.")
    return seal_with_nonce(plain, place, os.urandom(NONCE_BYTES), keyring or keys.current())


def open_bytes(blob: bytes, place: Place, *, keyring: Keyring | None = None) -> bytes:
    """The bytes that `seal_bytes` was given; raises Tampered whatever is wrong."""
    ring = keyring or keys.current()
    blob = bytes(blob)
    nonce, body = blob[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES], blob[HEAD_BYTES + NONCE_BYTES :]
    if blob[:HEAD_BYTES] != head(ring) or len(body) <= _TAG_BYTES:
        raise Tampered
    plain = _decrypted(ring, place, nonce, body)
    if plain is None:
        raise Tampered
    return unpadded(plain)


def head(keyring: Keyring) -> bytes:
    """Version, suite and key id: 18 bytes that open every sealed value."""
    return bytes((VERSION, SUITE)) + keyring.server_key_id


def seal_with_nonce(plain: bytes, place: Place, nonce: bytes, keyring: Keyring) -> bytes:
    """What `seal_bytes` does, with a given nonce; for it and for the known answers only."""
    filled = padded(plain, bucket(len(plain)))
    sealed = _cipher(keyring, place).encrypt(nonce, filled, _bound(keyring, place))
    return head(keyring) + nonce + sealed


def _decrypted(keyring: Keyring, place: Place, nonce: bytes, body: bytes) -> bytes | None:
    try:
        return _cipher(keyring, place).decrypt(nonce, body, _bound(keyring, place))
    except InvalidTag:
        return None


def _cipher(keyring: Keyring, place: Place) -> AESGCMSIV:
    return AESGCMSIV(subkey(keyring, place, use=b"seal"))


def _bound(keyring: Keyring, place: Place) -> bytes:
    return prefixed(b"storstua/vault/seal", head(keyring), place.as_bytes())
