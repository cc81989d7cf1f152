"""Wraps a drawer's key for a person who holds a key pair of their own.

The key is sealed to the person's public key (HPKE: X25519, HKDF-SHA256, AES-256-GCM) and that once
more under the server key, bound to drawer and person: whoever can write to the store can neither
read nor plant it, and the server alone cannot open it. A public key carries a mark made with the
integrity key, checked at every use, so that one put in its place is refused. Kept in the tables
`wrap` and `slot` of the key store; the product gives people no key pairs yet.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from .drawers import DrawerKey
from .faults import Tampered
from .keys import KEY_ID_BYTES, Keyring
from .layout import prefixed
from .places import server_subkey

VERSION, SUITE = 1, 3
_NONCE_BYTES = 12
_HEAD_BYTES = 2 + KEY_ID_BYTES
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def mark_of(public_key: bytes, holder: bytes, number: int, ring: Keyring) -> bytes:
    """The mark that a person's public key carries; `number` counts their key pairs."""
    message = prefixed(b"storstua/vault/public key", holder, number.to_bytes(8, "big"), public_key)
    return hmac.digest(ring.integrity_key, message, hashlib.sha256)


def wrap_for(
    key: DrawerKey, public_key: bytes, holder: bytes, mark: bytes, number: int, ring: Keyring
) -> bytes:
    """The key for one person; raises Tampered when the public key is not the marked one."""
    if not hmac.compare_digest(mark, mark_of(public_key, holder, number, ring)):
        raise Tampered
    told = _told(key, holder)
    inner = _HPKE.encrypt(key.secret, X25519PublicKey.from_public_bytes(public_key), told)
    head = bytes((VERSION, SUITE)) + ring.server_key_id
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCMSIV(server_subkey(ring.server_key, b"wrap for a person")).encrypt(
        nonce, inner, prefixed(head, told)
    )
    return head + nonce + sealed


def unwrap_as(
    wrapped: bytes, known: DrawerKey, holder: bytes, private_key: X25519PrivateKey, ring: Keyring
) -> DrawerKey:
    """The key with its secret, for its holder; raises Tampered. `known` has no secret yet."""
    head, nonce = wrapped[:_HEAD_BYTES], wrapped[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
    server_key = ring.server_key_named(head[2:])
    if head[:2] != bytes((VERSION, SUITE)) or server_key is None:
        raise Tampered
    told = _told(known, holder)
    cipher = AESGCMSIV(server_subkey(server_key, b"wrap for a person"))
    try:
        body = wrapped[_HEAD_BYTES + _NONCE_BYTES :]
        inner = cipher.decrypt(nonce, body, prefixed(head, told))
        secret = _HPKE.decrypt(inner, private_key, told)
    except (InvalidTag, ValueError):
        secret = b""
    if len(secret) != 32:
        raise Tampered
    return DrawerKey(known.key_id, known.drawer, known.number, secret, known.is_closed)


def _told(key: DrawerKey, holder: bytes) -> bytes:
    number = key.number.to_bytes(8, "big")
    return prefixed(b"storstua/vault/person", key.key_id, key.drawer, number, holder)
