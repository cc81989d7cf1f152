"""Finds a sealed value again without opening every row: a keyed hash beside it."""

import hashlib
import hmac

from . import keys
from .keys import Keyring
from .layout import prefixed, utf8


def lookup_hash(value: str, purpose: str, *, keyring: Keyring | None = None) -> bytes:
    """32 bytes (HMAC-SHA256 under the integrity key) of a value the caller has normalised.

    `purpose` keeps apart hashes that must not be comparable, such as "supporters.mobile|<id of
    the organisation>": the same number then hashes differently in two organisations.
    """
    ring = keyring or keys.current()
    message = prefixed(b"storstua/vault/lookup", utf8(purpose), utf8(value))
    return hmac.digest(ring.integrity_key, message, hashlib.sha256)
