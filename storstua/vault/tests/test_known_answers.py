"""Suite 1 as it was first given out: what was sealed once must open for ever."""

import hashlib

from storstua import vault
from storstua.vault.files import seal_file_as
from storstua.vault.sealing import seal_with_nonce
from storstua.vault.suites import Means, lock_to_seal
from storstua.vault.tests.factories import make_keyring, make_place

RING, PLACE = make_keyring(), make_place()
TEXT = "Hei, æøå"
SEALED = bytes.fromhex(
    "010101010101010101010101010101010101000102030405060708090a0b77d8e126027fc4b69bb7bb3ce11c"
    "3b50bc0e8b0c078f129b43f63723c79c2431607ea90c9a1e6e8dba4206cebe8fdc89c438b5d1e8c0bbced05e"
    "9b2d96b158f44dee6aedc5fd51aac7a8b5f86d3c861496ae872c37bf37aeb0e7e2ee26e18043ada2e873b04c"
    "f1d944812b54857ef1e6eef9ace9332a9f844eb794a8fe74e58f8f90052d42c6029133b20f998961a7f5b8fb"
    "30015a3e36614a691dfddd80118850870a445ccb6b9db53b7df8f4f2eb7225e21aae4dfa26a03a1301bab44a"
    "b8a7e46f63f2d9c611321b000a085eb282810ca7ff58fb90e3a1d928a38bdc8de62ac4acb4bdddc3fefba130"
    "571c008dd844f4f6633e096e0247298d8fa6a60f55b5de1f38cc2f600a528aae93cede3a9a51"
)
FILE = "f5fd4454b7e4d8e342585737d4dbbae93f98b0e7ce4261af7ae7a3b92f48b16f"
LOOKUP = "c9a2b7e749747fa25626bedc9bf99f2f52d82b9c7f4061853701b312b4101c08"
WORDS = ("bjørk", "måned", "ærlighet", "skog", "kaffe", "ørret", "lampe")
AUTH = "3c183639e7049e49e796d6c379e4690a26d62e76ad5dd45f1fbdb5b9926b1e43"
KEK = "af454bbc7c47b6d521054db10cc25f1b0614147c7b3c32f461ada530a7d4ffcd"
RECEIPT_LOOKUP = "05ac925f3c43fbf0e1a97e5dd72f17eaf6d085a816ece88fd959d7493c0c2077"


def test_text_of_suite_1_opens() -> None:
    assert vault.open_sealed(SEALED, PLACE, keyring=RING) == TEXT


def test_text_is_sealed_as_suite_1() -> None:
    lock = lock_to_seal(PLACE, b"seal", Means(RING))
    assert seal_with_nonce(TEXT.encode(), lock, bytes(range(12))) == SEALED


def test_sealed_text_begins_with_version_suite_key_id_and_nonce() -> None:
    assert SEALED[:30] == b"\1\1" + RING.server_key_id + bytes(range(12))


def test_file_is_sealed_as_suite_1() -> None:
    lock = lock_to_seal(PLACE, b"file", Means(RING), salt=bytes(range(16)))
    pieces = list(seal_file_as(bytes(range(16)), [bytes(70_000)], lock))
    assert hashlib.sha256(b"".join(pieces)).hexdigest() == FILE
    assert pieces[0] == b"\1\1" + RING.server_key_id + bytes(range(16))
    assert b"".join(vault.open_file(pieces, PLACE, keyring=RING)) == bytes(70_000)


def test_lookup_hash_is_as_it_was() -> None:
    assert vault.lookup_hash("91234567", "mobile", keyring=RING).hex() == LOOKUP


def test_receipt_gives_the_keys_it_gave() -> None:
    found = vault.derive(WORDS, keyring=RING)
    assert (found.auth.hex(), found.kek.hex()) == (AUTH, KEK)
    assert found.lookup.hex() == RECEIPT_LOOKUP == hashlib.sha256(found.auth).hexdigest()
