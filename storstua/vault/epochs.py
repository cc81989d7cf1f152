"""Epochs of the server key: a new one begins, and an old one is destroyed when nothing needs it."""

import secrets
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from . import keys
from .keys import KEY_ID_BYTES, Epoch, Keyring

KEPT = timedelta(days=35)
"""How long an ended epoch is kept: as long as the oldest copy that may be brought back."""


def begin(path: Path, today: date) -> Keyring:
    """Begin a new epoch in the key file: all that is sealed from now on is sealed under a new key.

    Raises KeyFileFault when the file cannot be replaced, as when it is lent read-only.
    """

    def change(ring: Keyring) -> Keyring:
        ended = Epoch(ring.server_key_id, ring.server_key, today.isoformat())
        return replace(
            ring,
            server_key_id=secrets.token_bytes(KEY_ID_BYTES),
            server_key=secrets.token_bytes(32),
            earlier=(ended, *ring.earlier),
        )

    return keys.replace(path, change)


def over(ring: Keyring, today: date) -> list[Epoch]:
    """The epochs whose 35 days are over; one whose day cannot be read is never over."""
    return [each for each in ring.earlier if today - _ended(each) >= KEPT]


def destroy(path: Path, epoch: Epoch) -> Keyring:
    """Take an ended epoch out of the key file: what only it could open is lost for good."""

    def change(ring: Keyring) -> Keyring:
        left = (each for each in ring.earlier if each.server_key_id != epoch.server_key_id)
        return replace(ring, earlier=tuple(left))

    return keys.replace(path, change)


def _ended(epoch: Epoch) -> date:
    try:
        return date.fromisoformat(epoch.ended_on)
    except ValueError:
        return date.max
