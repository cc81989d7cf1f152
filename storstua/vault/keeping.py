"""Finds and makes the keys of drawers; a key is on disk before anything is sealed under it."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from . import held, installation
from .drawers import DrawerKey, hash_of
from .faults import KeyStoreFault, Tampered
from .keys import KEY_ID_BYTES, Keyring
from .places import Place
from .store import KeyStore
from .wraps import unwrap, wrap

_KEY_ID = slice(2, 2 + KEY_ID_BYTES)


def sealing_key(place: Place, ring: Keyring, store: KeyStore) -> DrawerKey:
    """The key that seals in the place's drawer; made, and on disk, when there is none."""
    hand, drawer = held.now(), hash_of(ring, place)
    key = hand.sealing.get(drawer) or _stored_key(drawer, ring, store)
    if key is None and hand.unwritten is not None:
        key = hand.unwritten[drawer] = _new(drawer, store.next_number(drawer))
    elif key is None:
        key = _made(drawer, ring, store)
    hand.keep(key)
    return key


def opening_key(key_id: bytes, place: Place, ring: Keyring, store: KeyStore) -> DrawerKey:
    """The key with this id; raises Tampered when it is gone, planted, or another drawer's."""
    hand = held.now()
    if key_id not in hand.by_id:
        found = store.find([key_id])
        hand.by_id[key_id] = unwrap(found[0], ring) if found else None
    key = hand.by_id[key_id]
    if key is None or key.drawer != hash_of(ring, place):
        raise Tampered
    return key


def hold_keys_of(blobs: Iterable[bytes | memoryview | None]) -> None:
    """Look up the keys of many sealed values at once; each is then opened without another look."""
    hand, ring = held.now(), installation.ring()
    ids = {bytes(blob)[_KEY_ID] for blob in blobs if blob and bytes(blob)[1] == 2}
    missing = ids - hand.by_id.keys()
    if missing:
        for stored in installation.store().find(missing):
            hand.by_id[stored.key_id] = unwrap(stored, ring)


@contextmanager
def new_keys_together() -> Iterator[None]:
    """Write the new keys of the block all at once, at its end.

    For many drawers in one transaction of the main database: the block must end before that
    transaction does, so that the keys are on disk before the rows that use them are.
    """
    with held.keys_held() as hand:
        if hand.unwritten is not None:
            yield
            return
        hand.unwritten = {}
        try:
            yield
            _write(hand.unwritten)
        except BaseException:
            # What is on no disk must seal nothing more.
            for drawer, key in hand.unwritten.items():
                hand.sealing.pop(drawer, None)
                hand.by_id.pop(key.key_id, None)
            raise
        finally:
            hand.unwritten = None


def _write(made: dict[bytes, DrawerKey]) -> None:
    """Put new keys on disk; raises when another process made one of the same drawer meanwhile."""
    ring, store = installation.ring(), installation.store()
    store.add([wrap(key, ring) for key in made.values()])
    kept = store.find([key.key_id for key in made.values()])
    if len(kept) != len(made):
        raise KeyStoreFault("Another process made a key of the same drawer; do it again.")


def _stored_key(drawer: bytes, ring: Keyring, store: KeyStore) -> DrawerKey | None:
    stored = store.newest(drawer)
    if stored is None:
        return None
    key = unwrap(stored, ring)
    # A planted key seals nothing: whoever planted it could read what it seals.
    if key is None or key.drawer != drawer:
        raise Tampered
    return key


def _made(drawer: bytes, ring: Keyring, store: KeyStore) -> DrawerKey:
    """A new key, on disk; or the one that another process made in the same moment."""
    # The number first: a key that another process makes after this has the same one, and wins.
    number = store.next_number(drawer)
    if _stored_key(drawer, ring, store) is None:
        store.add([wrap(_new(drawer, number), ring)])
    key = _stored_key(drawer, ring, store)
    if key is None:
        raise Tampered
    return key


def _new(drawer: bytes, number: int) -> DrawerKey:
    return DrawerKey(secrets.token_bytes(KEY_ID_BYTES), drawer, number, secrets.token_bytes(32))
