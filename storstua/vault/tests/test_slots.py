"""A drawer's key wrapped for a person opens with that person's key only, and cannot be planted."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storstua.vault import slots
from storstua.vault.drawers import DrawerKey
from storstua.vault.faults import Tampered
from storstua.vault.tests.factories import make_keyring

RING = make_keyring()
HOLDER = b"h" * 16
KEY = DrawerKey(b"i" * 16, b"d" * 32, 3, b"s" * 32)
KNOWN = replace(KEY, secret=b"")
PRIVATE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
MARK = slots.mark_of(PUBLIC, HOLDER, 1, RING)


def wrapped(ring: object = RING) -> bytes:
    return slots.wrap_for(KEY, PUBLIC, HOLDER, MARK, 1, RING)


def test_key_opens_for_its_holder() -> None:
    assert slots.unwrap_as(wrapped(), KNOWN, HOLDER, PRIVATE, RING) == KEY
    assert len(wrapped()) == 2 + 16 + 12 + 80 + 16


def test_no_key_is_sealed_to_a_planted_public_key() -> None:
    planted = X25519PrivateKey.generate().public_key().public_bytes_raw()
    for public, holder, number in (
        (planted, HOLDER, 1),
        (PUBLIC, b"o" * 16, 1),
        (PUBLIC, HOLDER, 2),
    ):
        with pytest.raises(Tampered):
            slots.wrap_for(KEY, public, holder, MARK, number, RING)


@pytest.mark.parametrize(
    ("known", "holder", "private", "ring"),
    [
        (replace(KNOWN, drawer=b"e" * 32), HOLDER, PRIVATE, RING),
        (replace(KNOWN, key_id=b"j" * 16), HOLDER, PRIVATE, RING),
        (replace(KNOWN, number=4), HOLDER, PRIVATE, RING),
        (KNOWN, b"o" * 16, PRIVATE, RING),
        (KNOWN, HOLDER, X25519PrivateKey.generate(), RING),
        (KNOWN, HOLDER, PRIVATE, make_keyring(seed=80)),
    ],
)
def test_key_is_refused_elsewhere(
    known: DrawerKey, holder: bytes, private: X25519PrivateKey, ring: object
) -> None:
    with pytest.raises(Tampered):
        slots.unwrap_as(wrapped(), known, holder, private, ring)  # type: ignore[arg-type]


def test_key_is_refused_when_any_byte_changed() -> None:
    blob = wrapped()
    for at in range(len(blob)):
        changed = bytearray(blob)
        changed[at] ^= 1
        with pytest.raises(Tampered):
            slots.unwrap_as(bytes(changed), KNOWN, HOLDER, PRIVATE, RING)
