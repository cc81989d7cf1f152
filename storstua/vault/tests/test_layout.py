"""Lengths before parts, and padding in steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.vault.faults import Tampered
from storstua.vault.layout import bucket, padded, prefixed, unpadded


@given(first=st.lists(st.binary()), second=st.lists(st.binary()))
def test_parts_give_the_same_bytes_only_when_they_are_the_same(
    first: list[bytes], second: list[bytes]
) -> None:
    assert (prefixed(*first) == prefixed(*second)) == (first == second)


def test_parts_carry_their_lengths() -> None:
    assert prefixed(b"ab", b"") == b"\0\0\0\2ab\0\0\0\0"


@given(length=st.integers(0, 2**21))
def test_bucket_is_the_next_step_above(length: int) -> None:
    size = bucket(length)
    assert size > length
    if size <= 4096:
        assert size % 256 == 0
        assert size - length <= 256
    else:
        assert size & (size - 1) == 0
        assert size <= 2 * max(length, 4096)


@given(plain=st.binary(max_size=600))
def test_padding_comes_off_as_it_went_on(plain: bytes) -> None:
    filled = padded(plain, bucket(len(plain)))
    assert len(filled) == bucket(len(plain))
    assert unpadded(filled) == plain


@pytest.mark.parametrize("filled", [b"", b"\0" * 256, b"text\0\0", b"text\x80\0\1"])
def test_padding_is_refused_when_the_mark_is_missing(filled: bytes) -> None:
    with pytest.raises(Tampered):
        unpadded(filled)
