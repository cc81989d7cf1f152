"""How a value is locked: suite 1 under the server key, suite 2 under the key of its drawer.

Every sealed value begins with version 1 B, suite 1 B and the id of the key 16 B. Both suites are
AES-256-GCM-SIV; both stay readable, and what has a drawer is written in suite 2.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import installation, keeping
from .faults import Tampered
from .keys import KEY_ID_BYTES, Keyring
from .layout import prefixed, utf8
from .places import Place, subkey
from .store import KeyStore

VERSION = 1
UNDER_SERVER_KEY, UNDER_DRAWER_KEY = 1, 2
HEAD_BYTES = 2 + KEY_ID_BYTES


@dataclass(frozen=True, slots=True)
class Means:
    """With what is sealed and opened: the installation's own, unless a test gives others."""

    ring: Keyring = field(repr=False)
    store: KeyStore | None = None

    @property
    def keys(self) -> KeyStore:
        """The key store."""
        return self.store or installation.store()


@dataclass(frozen=True, slots=True)
class Lock:
    """The beginning of a sealed value, what it is bound to, and the cipher."""

    head: bytes
    bound: bytes
    cipher: AESGCMSIV = field(repr=False)


def means(keyring: Keyring | None, store: KeyStore | None) -> Means:
    """What the caller gave, and the installation's own for the rest."""
    return Means(keyring or installation.ring(), store)


def lock_to_seal(place: Place, use: bytes, by: Means, salt: bytes = b"") -> Lock:
    """The lock for something new: in the drawer's suite when the place has a drawer."""
    if not place.drawer:
        head = bytes((VERSION, UNDER_SERVER_KEY)) + by.ring.server_key_id
        return _under_server_key(head, by.ring.server_key, place, use, salt)
    key = keeping.sealing_key(place, by.ring, by.keys)
    head = bytes((VERSION, UNDER_DRAWER_KEY)) + key.key_id
    return under_drawer_key(head, key.secret, place, use, salt)


def lock_to_open(head: bytes, place: Place, use: bytes, by: Means, salt: bytes = b"") -> Lock:
    """The lock of something that begins with `head`; raises Tampered when no key fits."""
    key_id = head[2:]
    if head[:2] == bytes((VERSION, UNDER_SERVER_KEY)):
        server_key = by.ring.server_key_named(key_id)
        if server_key is not None:
            return _under_server_key(head, server_key, place, use, salt)
    elif head[:2] == bytes((VERSION, UNDER_DRAWER_KEY)) and place.drawer:
        key = keeping.opening_key(key_id, place, by.ring, by.keys)
        return under_drawer_key(head, key.secret, place, use, salt)
    raise Tampered


def under_drawer_key(head: bytes, secret: bytes, place: Place, use: bytes, salt: bytes) -> Lock:
    """Suite 2: bound to the drawer too, so that a row does not open in another conversation."""
    info = prefixed(b"storstua/vault/drawer key", use)
    key = HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info).derive(secret)
    label = b"storstua/vault/" + use
    bound = prefixed(label, head, place.as_bytes(), utf8(place.drawer))
    return Lock(head, bound, AESGCMSIV(key))


def _under_server_key(
    head: bytes, server_key: bytes, place: Place, use: bytes, salt: bytes
) -> Lock:
    key = subkey(server_key, place, use=use, salt=salt)
    bound = prefixed(b"storstua/vault/" + use, head, place.as_bytes())
    return Lock(head, bound, AESGCMSIV(key))
