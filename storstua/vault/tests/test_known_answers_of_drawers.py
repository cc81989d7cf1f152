"""Suite 2, wraps and journal as they were first given out: what was sealed once must open."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storstua import vault
from storstua.vault import slots
from storstua.vault.drawers import DrawerKey, drawer_hash
from storstua.vault.files import seal_file_as
from storstua.vault.journal import Journal
from storstua.vault.sealing import seal_with_nonce
from storstua.vault.store import KeyStore, StoredKey
from storstua.vault.suites import under_drawer_key
from storstua.vault.tests.factories import make_drawer, make_keyring, make_store
from storstua.vault.wraps import unwrap, wrap_with_nonce

RING, DRAWER = make_keyring(), make_drawer()
PLACE = DRAWER.place("messages", "text", "k1")
NAMED = bytes.fromhex("be1314770148316c32c44aaa863fc521c7d2b4cb9a6d9118b17ba047dc8991a9")
KEY = DrawerKey(b"\x21" * 16, NAMED, 1, b"\x22" * 32)
HEAD = b"\1\2" + KEY.key_id
TEXT = "Hei, æøå"
SEALED = bytes.fromhex(
    "010221212121212121212121212121212121000102030405060708090a0b1c16434f48861b65ddd5b683c752"
    "a45dd6a5855b518a1f6c777795cb0287ae257762e2d63ca8dad772b19ee77968644031c912a0635874250ee3"
    "cec5f02997b75702cc637e769873d6c46e5843b500b1da75fabe07710655c79740afcc3f767fe0403b347ac9"
    "cc13221105ea36fdf7f9d698813d7deae13a3709f4a91c9c49b75c45cf8198d1f37962c1b98c96a5aafc2fe3"
    "ef173b57a07f20589b6a1587ad982e60b6484bf1c9d418813b6a86deaa46cd8f774274d4c7c5fccb5b391452"
    "f1c4842f9ea25a3ecb3885f181d31238ee15e7561cbe2d5078f6249b74962ffb9d37b2eecd41f82450aa264b"
    "34c997aede9f611e3fbc400df9fc90bc02368544c9d528dc1cdbf6fe4e9a744a1bbf514e61cf"
)
FILE = "61d4d27b985ca0796e6407910c57161d336078938c58437f9a8ad5cd9ac1a5e7"
WRAPPED = bytes.fromhex(
    "010201010101010101010101010101010101000102030405060708090a0b8b5def943a7dfc2259fa997f1112"
    "eed4d41fa65340f9c0e723f800258139a736f8f60e39c9754232866130f35c8824f0"
)
HOLDER = b"h" * 16
MARK = "0405f9cdce500fb10b42321c0297b1f31dc5280dc0c1650d59f090f3c8b99e24"
FOR_A_PERSON = bytes.fromhex(
    "010301010101010101010101010101010101e85854e09642374d3e4e944c460e9027e405173e31c3c0c373e9"
    "8f9e4ff11317d9c5356da54fe0d75c3681a4c2177cb5031df6da9bac58200a997a7728870d770ad110b447b1"
    "d7e42efc0b23f4623121d1151fcad6ce189046ab117791017854754a040fa3df5de3ea7fc323"
)
JOURNAL = (
    "storstua erasures 1 36083a025a079ce254696bc8d5ca30db\n"
    f"2026-11-22 {'21' * 16} 4407f5e3da263135ebd194305727a56f\n"
)


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    store = make_store(tmp_path)
    store.add([StoredKey(KEY.key_id, NAMED, 1, WRAPPED)])
    return store


def test_drawer_has_the_name_it_had() -> None:
    assert drawer_hash(RING, 7, "conversation c1") == NAMED


def test_text_is_sealed_as_suite_2(store: KeyStore) -> None:
    lock = under_drawer_key(HEAD, KEY.secret, PLACE, b"seal", b"")
    assert seal_with_nonce(TEXT.encode(), lock, bytes(range(12))) == SEALED
    assert vault.open_sealed(SEALED, PLACE, keyring=RING, store=store) == TEXT


def test_file_is_sealed_as_suite_2(store: KeyStore) -> None:
    file_id = bytes(range(16))
    lock = under_drawer_key(HEAD, KEY.secret, PLACE, b"file", file_id)
    pieces = list(seal_file_as(file_id, [bytes(70_000)], lock))
    assert hashlib.sha256(b"".join(pieces)).hexdigest() == FILE
    opened = vault.open_file(pieces, PLACE, keyring=RING, store=store)
    assert b"".join(opened) == bytes(70_000)


def test_key_is_wrapped_as_it_was() -> None:
    assert wrap_with_nonce(KEY, RING, bytes(range(12))).wrapped == WRAPPED
    assert unwrap(StoredKey(KEY.key_id, NAMED, 1, WRAPPED), RING) == KEY


def test_key_for_a_person_opens_as_it_did() -> None:
    private = X25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = private.public_key().public_bytes_raw()
    assert slots.mark_of(public, HOLDER, 1, RING).hex() == MARK
    known = replace(KEY, secret=b"")
    assert slots.unwrap_as(FOR_A_PERSON, known, HOLDER, private, RING) == KEY


def test_journal_is_written_as_it_was(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal" / "erasures")
    journal.begin(RING)
    journal.add([KEY.key_id], date(2026, 11, 22), RING)
    assert journal.path.read_text() == JOURNAL
    assert [each.key_id for each in journal.erasures(RING)] == [KEY.key_id]
