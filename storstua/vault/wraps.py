"""Wraps a drawer's key under the server key, so that the key store alone opens nothing.

Layout: version 1 B, suite 1 B, server key id 16 B, nonce 12 B, ciphertext 32 B, tag 16 B.
Suite 2: AES-256-GCM-SIV under a key derived from the server key for this use only. The associated
data holds the key's id, its drawer and its number, so that a wrap moved or planted does not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from .drawers import DrawerKey
from .keys import KEY_ID_BYTES, Keyring
from .layout import prefixed
from .places import server_subkey
from .store import StoredKey

VERSION, SUITE = 1, 2
NONCE_BYTES = 12
_HEAD_BYTES = 2 + KEY_ID_BYTES
_WRAP_BYTES = _HEAD_BYTES + NONCE_BYTES + 32 + 16


def wrap(key: DrawerKey, ring: Keyring) -> StoredKey:
    """The key as the store keeps it, wrapped under the server key of the present epoch."""
    return wrap_with_nonce(key, ring, os.urandom(NONCE_BYTES))


def unwrap(stored: StoredKey, ring: Keyring) -> DrawerKey | None:
    """The key in clear; None when it was not wrapped here, for this drawer, or was changed."""
    wrapped = bytes(stored.wrapped)
    head = wrapped[:_HEAD_BYTES]
    if len(wrapped) != _WRAP_BYTES or head[:2] != bytes((VERSION, SUITE)):
        return None
    server_key = ring.server_key_named(head[2:])
    if server_key is None:
        return None
    nonce, body = wrapped[_HEAD_BYTES : _HEAD_BYTES + 12], wrapped[_HEAD_BYTES + 12 :]
    bound = _bound(head, stored.key_id, stored.drawer, stored.number)
    try:
        secret = AESGCMSIV(server_subkey(server_key, b"wrap")).decrypt(nonce, body, bound)
    except InvalidTag:
        return None
    return DrawerKey(stored.key_id, stored.drawer, stored.number, secret, stored.is_closed)


def wrap_with_nonce(key: DrawerKey, ring: Keyring, nonce: bytes) -> StoredKey:
    """What `wrap` does, with a given nonce; for it and for the known answers only."""
    head = bytes((VERSION, SUITE)) + ring.server_key_id
    bound = _bound(head, key.key_id, key.drawer, key.number)
    sealed = AESGCMSIV(server_subkey(ring.server_key, b"wrap")).encrypt(nonce, key.secret, bound)
    return StoredKey(key.key_id, key.drawer, key.number, head + nonce + sealed, key.is_closed)


def _bound(head: bytes, key_id: bytes, drawer: bytes, number: int) -> bytes:
    return prefixed(b"storstua/vault/wrap", head, key_id, drawer, number.to_bytes(8, "big"))
