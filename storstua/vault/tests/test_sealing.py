"""A sealed text opens in its own place only, whole and unchanged, and shows no length."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storstua import vault
from storstua.vault import keys
from storstua.vault.faults import NotSealable, Tampered
from storstua.vault.layout import bucket
from storstua.vault.places import Place
from storstua.vault.sealing import MAX_BYTES
from storstua.vault.tests.factories import make_keyring, make_place

RING = make_keyring()
PLACE = make_place()
HEAD_AND_TAG = 30 + 16

names = st.text(min_size=1, max_size=12)
places = st.builds(Place, names, names, st.integers(0, 2**63 - 1), names)


def opens(blob: bytes, place: Place = PLACE, ring: keys.Keyring = RING) -> bool:
    try:
        vault.open_bytes(blob, place, keyring=ring)
    except Tampered:
        return False
    return True


@given(text=st.text(), place=places)
def test_text_is_the_same_when_opened(text: str, place: Place) -> None:
    blob = vault.seal(text, place, keyring=RING)
    assert vault.open_sealed(blob, place, keyring=RING) == text


@given(plain=st.binary(max_size=9000))
def test_bytes_are_the_same_when_opened(plain: bytes) -> None:
    blob = vault.seal_bytes(plain, PLACE, keyring=RING)
    assert vault.open_bytes(blob, PLACE, keyring=RING) == plain
    assert len(blob) == HEAD_AND_TAG + bucket(len(plain))


def test_bytes_are_the_same_when_the_database_hands_out_a_view() -> None:
    blob = vault.seal("tekst", PLACE, keyring=RING)
    assert vault.open_sealed(memoryview(blob), PLACE, keyring=RING) == "tekst"


def test_keyring_of_the_settings_is_used_when_none_is_given(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys.settings, "VAULT_KEY_FILE", f"{tmp_path}/k/vault.key")
    blob = vault.seal("tekst", PLACE)
    assert vault.open_sealed(blob, PLACE) == "tekst"
    assert not opens(blob)


@given(first=places, second=places)
def test_blob_is_refused_when_in_another_place(first: Place, second: Place) -> None:
    assume(first != second)
    assert not opens(vault.seal("tekst", first, keyring=RING), second)


@pytest.mark.parametrize(
    "other",
    [
        make_place(table="messages2"),
        make_place(column="title"),
        make_place(organisation=8),
        make_place(organisation=0),
        make_place(key="k2"),
        make_place(table="message", column="stext"),
        make_place(column="textk", key="1"),
        make_place(table="text", column="messages"),
    ],
)
def test_blob_is_refused_when_one_part_of_the_place_differs(other: Place) -> None:
    assert not opens(vault.seal("tekst", PLACE, keyring=RING), other)


def test_blob_is_refused_when_the_keyring_differs() -> None:
    blob = vault.seal("tekst", PLACE, keyring=RING)
    other = make_keyring(seed=50)
    same_id = keys.Keyring(
        RING.server_key_id, other.server_key, RING.integrity_key, RING.receipt_salt
    )
    other_id = keys.Keyring(
        other.server_key_id, RING.server_key, RING.integrity_key, RING.receipt_salt
    )
    assert [opens(blob, ring=ring) for ring in (RING, same_id, other_id)] == [True, False, False]


def test_blob_is_refused_when_any_bit_is_flipped() -> None:
    blob = vault.seal("tekst", PLACE, keyring=RING)
    for at in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[at // 8] ^= 1 << at % 8
        assert not opens(bytes(flipped)), f"bit {at}"


def test_blob_is_refused_when_cut_or_lengthened() -> None:
    blob = vault.seal("tekst", PLACE, keyring=RING)
    assert not any(opens(blob[:length]) for length in range(len(blob)))
    assert not opens(blob + b"\0")


@given(noise=st.binary(max_size=400))
def test_blob_is_refused_when_it_is_noise(noise: bytes) -> None:
    assert not opens(noise)
    assert not opens(bytes((1, 1)) + RING.server_key_id + noise)


def test_same_text_gives_another_blob_each_time() -> None:
    assert len({vault.seal("tekst", PLACE, keyring=RING) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 256), (255, 256), (256, 512), (4095, 4096), (4096, 8192), (8191, 8192), (8192, 16384)],
)
def test_blob_shows_only_the_step_when_padded(length: int, padded: int) -> None:
    assert len(vault.seal_bytes(b"x" * length, PLACE, keyring=RING)) == HEAD_AND_TAG + padded


def test_text_is_taken_up_to_one_mebibyte() -> None:
    text = "å" * (MAX_BYTES // 2)
    blob = vault.seal(text, PLACE, keyring=RING)
    assert vault.open_sealed(blob, PLACE, keyring=RING) == text
    with pytest.raises(NotSealable, match="over 1 MiB"):
        vault.seal(text + "x", PLACE, keyring=RING)


def test_fault_carries_nothing_when_the_text_holds_half_a_character() -> None:
    with pytest.raises(NotSealable) as caught:
        vault.seal("hemmelig\ud800", PLACE, keyring=RING)
    assert caught.value.args == ("The text holds half a character.",)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_fault_carries_nothing_when_the_bytes_are_no_text() -> None:
    blob = vault.seal_bytes(b"hemmelig\xff", PLACE, keyring=RING)
    with pytest.raises(Tampered) as caught:
        vault.open_sealed(blob, PLACE, keyring=RING)
    assert caught.value.args == ("The sealed value cannot be opened in this place.",)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


@pytest.mark.parametrize(
    "parts", [("", "c", 1, "k"), ("t", "", 1, "k"), ("t", "c", 1, ""), ("t", "c", -1, "k")]
)
def test_place_is_refused_when_a_part_is_missing(parts: tuple[str, str, int, str]) -> None:
    with pytest.raises(ValueError, match="A place needs"):
        Place(*parts)


def test_place_is_refused_when_the_organisation_is_too_large() -> None:
    make_place(organisation=2**63 - 1)
    with pytest.raises(ValueError, match="organisation's id"):
        make_place(organisation=2**63)
