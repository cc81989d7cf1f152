"""Each drawer has a key of its own: what is moved, altered or planted does not open."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storstua import vault
from storstua.vault import keys
from storstua.vault.drawers import Drawer, drawer_hash
from storstua.vault.faults import KeyStoreFault, Tampered
from storstua.vault.held import keys_held
from storstua.vault.keeping import opening_key, sealing_key
from storstua.vault.keys import Keyring
from storstua.vault.places import Place
from storstua.vault.store import KeyStore, StoredKey
from storstua.vault.tests.factories import make_drawer, make_keyring, make_store
from storstua.vault.wraps import unwrap, wrap

RING = make_keyring()
SWAPS = FLIPS = 5000


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return make_store(tmp_path)


@pytest.fixture
def installed(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> KeyStore:
    """The store, as the one of this installation."""
    monkeypatch.setattr("storstua.vault.installation.store", lambda: store)
    monkeypatch.setattr("storstua.vault.installation.ring", lambda: RING)
    return store


def seal(text: str, place: Place, store: KeyStore, ring: Keyring = RING) -> bytes:
    return vault.seal(text, place, keyring=ring, store=store)


def opened(blob: bytes, place: Place, store: KeyStore, ring: Keyring = RING) -> str:
    return vault.open_sealed(blob, place, keyring=ring, store=store)


def is_refused(blob: bytes, place: Place, store: KeyStore, ring: Keyring = RING) -> bool:
    try:
        opened(blob, place, store, ring)
    except Tampered:
        return True
    return False


def places() -> Iterator[Place]:
    """Places that differ in one thing or several: row, column, table, drawer, organisation."""
    for organisation in (7, 8):
        for kind, key in (("conversation", "c1"), ("conversation", "c2"), ("request", "c1")):
            drawer = Drawer(kind, organisation, key)
            for table, column in (("messages", "text"), ("messages", "name"), ("notes", "text")):
                yield from (drawer.place(table, column, row) for row in ("r1", "r2", "r3"))


def test_text_is_the_same_when_opened(store: KeyStore) -> None:
    place = make_drawer().place("messages", "text", "r1")
    blob = seal("Hei, æøå", place, store)
    assert opened(blob, place, store) == "Hei, æøå"
    assert blob[:2] == b"\1\2"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=600), kind=st.sampled_from(["person", "request"]), key=st.uuids())
def test_any_text_in_any_drawer_is_the_same_when_opened(
    store: KeyStore, text: str, kind: str, key: object
) -> None:
    place = Drawer(kind, 7, str(key)).place("t", "c", "r")
    assert opened(seal(text, place, store), place, store) == text


def test_five_thousand_swaps_open_nothing(store: KeyStore) -> None:
    chance = random.Random(8)
    with keys_held():
        blobs = {place: seal(f"text in {place}", place, store) for place in places()}
        spots = list(blobs)
        refused = 0
        for _ in range(SWAPS):
            place, other = chance.sample(spots, 2)
            refused += is_refused(blobs[other], place, store)
    assert refused == SWAPS


def test_five_thousand_flipped_bits_open_nothing(store: KeyStore) -> None:
    chance = random.Random(9)
    place = make_drawer().place("messages", "text", "r1")
    with keys_held():
        blob = seal("a text of some length", place, store)
        bits = [chance.randrange(len(blob) * 8) for _ in range(FLIPS)]
        refused = sum(is_refused(_flipped(blob, bit), place, store) for bit in bits)
    assert refused == FLIPS


def _flipped(blob: bytes, bit: int) -> bytes:
    flipped = bytearray(blob)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)


def test_text_of_an_earlier_key_does_not_open_under_the_next(store: KeyStore) -> None:
    place = make_drawer().place("messages", "text", "r1")
    first = seal("before", place, store)
    store.close(drawer_hash(RING, 7, place.drawer))
    second = seal("after", place, store)
    mixed = second[:18] + first[18:], first[:18] + second[18:]
    assert [is_refused(blob, place, store) for blob in mixed] == [True, True]
    assert [opened(blob, place, store) for blob in (first, second)] == ["before", "after"]


def test_text_under_the_server_key_still_opens_where_the_drawer_came_later(
    store: KeyStore,
) -> None:
    with_drawer = make_drawer().place("messages", "text", "r1")
    earlier = vault.seal("from before", replace(with_drawer, drawer=""), keyring=RING)
    assert earlier[:2] == b"\1\1"
    assert opened(earlier, with_drawer, store) == "from before"


def test_new_text_is_never_written_in_the_earlier_form(store: KeyStore) -> None:
    assert {seal("x", place, store)[1] for place in places()} == {2}


def test_drawers_share_no_key_and_a_drawer_has_one(store: KeyStore) -> None:
    blobs = [seal("x", place, store) for place in places()]
    assert len({blob[2:18] for blob in blobs}) == 6


def test_text_does_not_open_when_its_key_is_gone(store: KeyStore) -> None:
    place = make_drawer().place("messages", "text", "r1")
    blob = seal("x", place, store)
    assert store.erase([blob[2:18]]) == 1
    assert is_refused(blob, place, store)


def test_planted_wrap_is_refused_and_seals_nothing(store: KeyStore) -> None:
    place = make_drawer().place("messages", "text", "r1")
    blob = seal("x", place, store)
    for planted in _planted(store, place):
        store.rewrap([planted])
        assert is_refused(blob, place, store)
        with pytest.raises(Tampered):
            seal("new", place, store)


def _planted(store: KeyStore, place: Place) -> Iterator[object]:
    """Wraps that someone who can write to the store, but has no server key, could put there."""
    own = store.newest(drawer_hash(RING, 7, place.drawer))
    assert own is not None
    foreign = make_keyring(seed=50)
    theirs = unwrap(own, RING)
    assert theirs is not None
    chosen = replace(theirs, secret=b"k" * 32)
    yield wrap(chosen, foreign)
    yield wrap(chosen, replace(foreign, server_key_id=RING.server_key_id))
    other = Drawer("conversation", 8, "theirs")
    seal("x", other.place("messages", "text", "r1"), store)
    moved = store.newest(drawer_hash(RING, 8, other.name))
    assert moved is not None
    yield replace(own, wrapped=moved.wrapped)
    yield replace(own, wrapped=b"")
    yield replace(own, wrapped=own.wrapped[:-1] + bytes([own.wrapped[-1] ^ 1]))


def test_key_of_another_drawer_is_refused_when_named_in_the_text(store: KeyStore) -> None:
    mine, other = make_drawer(), make_drawer(key="c2")
    place = mine.place("messages", "text", "r1")
    theirs = sealing_key(other.place("messages", "text", "r1"), RING, store)
    with pytest.raises(Tampered):
        opening_key(theirs.key_id, place, RING, store)


def test_one_look_up_opens_a_whole_thread(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = [make_drawer().place("messages", "text", str(row)) for row in range(50)]
    blobs = [seal("x", place, store) for place in thread]
    asked: list[object] = []
    find = store.find
    monkeypatch.setattr(store, "find", lambda ids: asked.append(ids) or find(ids))
    with keys_held():
        for blob, place in zip(blobs, thread, strict=True):
            opened(blob, place, store)
    assert len(asked) == 1


def test_keys_are_forgotten_when_the_request_ends(store: KeyStore) -> None:
    place = make_drawer().place("messages", "text", "r1")
    with keys_held() as hand:
        seal("x", place, store)
        assert len(hand.by_id) == 1
    with keys_held() as hand:
        assert (hand.by_id, hand.sealing) == ({}, {})


def test_file_in_a_drawer_opens_there_only(store: KeyStore) -> None:
    place = make_drawer("import").place("files", "content", "r1")
    blob = b"".join(vault.seal_file([b"x" * 70_000], place, keyring=RING, store=store))
    assert b"".join(vault.open_file([blob], place, keyring=RING, store=store)) == b"x" * 70_000
    other = make_drawer("import", key="c2").place("files", "content", "r1")
    with pytest.raises(Tampered):
        b"".join(vault.open_file([blob], other, keyring=RING, store=store))


def test_keys_of_a_page_are_looked_up_at_once(
    installed: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = [Drawer("profile", 7, str(at)).place("profiles", "story", at) for at in range(24)]
    blobs = [vault.seal("x", place) for place in cards]
    asked: list[object] = []
    find = installed.find
    monkeypatch.setattr(installed, "find", lambda ids: asked.append(ids) or find(ids))
    with keys_held():
        vault.hold_keys_of([*blobs, None, b""])
        vault.hold_keys_of(blobs)
        for blob, place in zip(blobs, cards, strict=True):
            assert vault.open_sealed(blob, place) == "x"
    assert len(asked) == 1


def test_new_keys_are_written_once_for_many_drawers(
    installed: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    add = installed.add
    monkeypatch.setattr(installed, "add", lambda keys: written.append(len(keys)) or add(keys))
    with vault.new_keys_together():
        spots = [Drawer("person", 7, str(at)).place("t", "c", at) for at in range(40)]
        blobs = [vault.seal("x", place) for place in spots]
        assert written == []
    assert written == [40]
    assert [vault.open_sealed(*pair) for pair in zip(blobs, spots, strict=True)] == ["x"] * 40


def test_keys_that_were_not_written_seal_nothing_afterwards(installed: KeyStore) -> None:
    place = make_drawer().place("t", "c", "r")
    with keys_held():
        with pytest.raises(ZeroDivisionError), vault.new_keys_together():
            vault.seal("lost", place)
            raise ZeroDivisionError
        blob = vault.seal("kept", place)
    assert opened(blob, place, installed) == "kept"


def test_blocks_within_one_another_write_their_keys_at_the_end_of_the_outermost(
    installed: KeyStore,
) -> None:
    place = make_drawer().place("t", "c", "r")
    hashed = drawer_hash(RING, 7, place.drawer)
    with vault.new_keys_together():
        with vault.new_keys_together():
            blob = vault.seal("x", place)
        assert installed.newest(hashed) is None
    assert vault.open_sealed(blob, place) == "x"


def test_keys_written_together_are_refused_when_another_process_made_one_meanwhile(
    installed: KeyStore,
) -> None:
    place = make_drawer().place("t", "c", "r")
    with pytest.raises(KeyStoreFault, match="do it again"), vault.new_keys_together():
        vault.seal("lost", place)
        with ThreadPoolExecutor(1) as elsewhere:
            first = elsewhere.submit(vault.seal, "first", place).result()
    assert vault.open_sealed(first, place) == "first"
    assert vault.open_sealed(vault.seal("again", place), place) == "again"


def test_nothing_is_sealed_in_a_drawer_that_is_erased_in_the_same_moment(
    store: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_drawer().place("t", "c", "r")
    add = store.add

    def closed_at_once(keys: list[StoredKey]) -> None:
        add(keys)
        store.close(keys[0].drawer)

    monkeypatch.setattr(store, "add", closed_at_once)
    with pytest.raises(Tampered):
        seal("x", place, store)


def test_drawer_in_the_store_does_not_tell_which_it_is(store: KeyStore) -> None:
    place = make_drawer(key="5b3c").place("t", "c", "r")
    key = sealing_key(place, RING, store)
    assert key.drawer != drawer_hash(make_keyring(seed=9), 7, place.drawer)
    assert b"5b3c" not in store.path.read_bytes()  # type: ignore[attr-defined]


def test_keys_module_reads_the_file_again_when_it_was_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys" / "vault.key"
    monkeypatch.setattr(keys.settings, "VAULT_KEY_FILE", path)
    first = keys.current()
    keys.replace(path, lambda ring: replace(ring, server_key_id=b"n" * 16))
    assert (keys.current().server_key_id, keys.current().server_key) == (
        b"n" * 16,
        first.server_key,
    )
