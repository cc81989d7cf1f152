"""A sealed file opens whole or not at all: nothing cut, swapped, added or moved."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua import vault
from storstua.vault.faults import Tampered
from storstua.vault.files import CHUNK_BYTES, SEALED_CHUNK_BYTES, START_BYTES
from storstua.vault.places import Place
from storstua.vault.tests.factories import make_keyring, make_place

RING = make_keyring()
PLACE = make_place(table="attachments", column="content")


def content(length: int) -> bytes:
    return bytes(at * 31 % 251 for at in range(length))


def sealed(plain: bytes, place: Place = PLACE) -> bytes:
    return b"".join(vault.seal_file([plain], place, keyring=RING))


def opened(blob: bytes, place: Place = PLACE) -> bytes:
    return b"".join(vault.open_file([blob], place, keyring=RING))


def pieces(blob: bytes, size: int) -> Iterator[bytes]:
    yield from (blob[at : at + size] for at in range(0, len(blob), size))


def chunks(blob: bytes) -> list[bytes]:
    return list(pieces(blob[START_BYTES:], SEALED_CHUNK_BYTES))


THREE = sealed(content(CHUNK_BYTES * 2 + 5))
START = THREE[:START_BYTES]
FIRST, SECOND, LAST = chunks(THREE)


@pytest.mark.parametrize(
    "length", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]
)
def test_file_is_the_same_when_opened(length: int) -> None:
    plain = content(length)
    blob = sealed(plain)
    assert opened(blob) == plain
    assert len(blob) == START_BYTES + (length // CHUNK_BYTES + 1) * SEALED_CHUNK_BYTES


@given(
    length=st.integers(0, 150_000), taken=st.integers(700, 90_000), given=st.integers(700, 90_000)
)
def test_file_is_the_same_when_it_comes_in_other_pieces(
    length: int, taken: int, given: int
) -> None:
    plain = content(length)
    blob = b"".join(vault.seal_file(pieces(plain, taken), PLACE, keyring=RING))
    found = vault.open_file(pieces(blob, given), PLACE, keyring=RING)
    assert b"".join(found) == plain


def test_file_ends_with_zeros_and_marks_when_it_did_before() -> None:
    plain = b"\x80\0\0\x80" + b"\0" * 1000
    assert opened(sealed(plain)) == plain


def test_file_is_sealed_while_it_streams() -> None:
    taken: list[int] = []

    def source() -> Iterator[bytes]:
        for at in range(4):
            taken.append(at)
            yield content(CHUNK_BYTES)

    stream = vault.seal_file(source(), PLACE, keyring=RING)
    assert len(next(stream)) == START_BYTES
    assert taken == []
    assert len(next(stream)) == SEALED_CHUNK_BYTES
    assert taken == [0]


def test_file_gives_other_bytes_each_time() -> None:
    again = sealed(content(CHUNK_BYTES * 2 + 5))
    assert not {FIRST, SECOND, LAST} & set(chunks(again))


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        START[:-1],
        START,
        START + FIRST,
        START + FIRST + SECOND,
        START + FIRST + SECOND + LAST[:-1],
        START + FIRST + SECOND[:-1],
        THREE + b"\0",
        THREE + LAST,
        THREE + FIRST,
        START + SECOND + FIRST + LAST,
        START + FIRST + LAST,
        START + FIRST + SECOND + SECOND,
        START + LAST,
        START + FIRST + FIRST + LAST,
        FIRST + SECOND + LAST,
        b"\2" + THREE[1:],
        START[:1] + b"\2" + THREE[2:],
    ],
    ids=lambda _blob: "blob",
)
def test_file_is_refused_when_cut_swapped_or_lengthened(blob: bytes) -> None:
    with pytest.raises(Tampered) as caught:
        opened(blob)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_file_is_refused_when_a_chunk_comes_from_another_file() -> None:
    others = chunks(sealed(content(CHUNK_BYTES * 2 + 5)))
    for at, other in enumerate(others):
        mixed = [FIRST, SECOND, LAST]
        mixed[at] = other
        with pytest.raises(Tampered):
            opened(START + b"".join(mixed))


@given(bit=st.integers(0, len(THREE) * 8 - 1))
def test_file_is_refused_when_any_bit_is_flipped(bit: int) -> None:
    flipped = bytearray(THREE)
    flipped[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Tampered):
        opened(bytes(flipped))


@pytest.mark.parametrize(
    "other",
    [
        make_place(table="attachments", column="name"),
        make_place(table="files", column="content"),
        make_place(table="attachments", column="content", organisation=8),
        make_place(table="attachments", column="content", key="k2"),
    ],
)
def test_file_is_refused_when_in_another_place(other: Place) -> None:
    with pytest.raises(Tampered):
        opened(THREE, other)


def test_file_is_refused_when_the_keyring_differs() -> None:
    with pytest.raises(Tampered):
        b"".join(vault.open_file([THREE], PLACE, keyring=make_keyring(seed=50)))


def test_sealed_text_is_no_file_and_a_file_no_text() -> None:
    with pytest.raises(Tampered):
        opened(vault.seal_bytes(content(CHUNK_BYTES - 50), PLACE, keyring=RING))
    with pytest.raises(Tampered):
        vault.open_bytes(sealed(b"tekst"), PLACE, keyring=RING)


def test_file_uses_the_settings_when_no_keyring_is_given(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault.keys.settings, "VAULT_KEY_FILE", f"{tmp_path}/k/vault.key")
    assert b"".join(vault.open_file(vault.seal_file([b"a"], PLACE), PLACE)) == b"a"
