"""Brings the key store over to the present epoch of the server key, some keys at a time."""

from pathlib import Path

from django.conf import settings

from storstua.base import clock

from . import epochs, installation
from .faults import Tampered
from .wraps import unwrap, wrap

AT_A_TIME = 500


def begin_epoch() -> str:
    """Begin a new epoch; returns the id of its key in hexadecimal."""
    ring = epochs.begin(Path(settings.VAULT_KEY_FILE), clock.today())
    return ring.server_key_id.hex()


def rewrap_some() -> int:
    """Wrap up to 500 keys of earlier epochs anew; returns how many, 0 when all are done."""
    ring, store = installation.ring(), installation.store()
    earlier = store.wrapped_otherwise(ring.server_key_id, AT_A_TIME)
    keys = [unwrap(stored, ring) for stored in earlier]
    if any(key is None for key in keys):
        raise Tampered
    store.rewrap([wrap(key, ring) for key in keys if key is not None])
    return len(earlier)


def destroy_epochs(*, needed: bool) -> list[str]:
    """Destroy the ended epochs whose 35 days are over and that nothing needs; returns their ids.

    `needed` is True while values of suite 1, which name a server key themselves, are left.
    """
    ring = installation.ring()
    if needed or not ring.earlier:
        return []
    in_use = installation.store().wrapped_under().keys()
    gone = [each for each in epochs.over(ring, clock.today()) if each.server_key_id not in in_use]
    for epoch in gone:
        epochs.destroy(Path(settings.VAULT_KEY_FILE), epoch)
    return [each.server_key_id.hex() for each in gone]
