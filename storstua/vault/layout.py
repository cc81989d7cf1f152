"""How values are laid out in bytes before they are sealed: lengths first, padding last."""

from .faults import NotSealable, Tampered

SMALL_STEP = 256
SMALL_LIMIT = 4096
_MARK = b"\x80"


def utf8(text: str) -> bytes:
    """The text as UTF-8; raises NotSealable for half characters (lone surrogates)."""
    # Raised outside the handler: the codec's own error carries the whole text.
    try:
        return text.encode()
    except UnicodeEncodeError:
        pass
    raise NotSealable("The text holds half a character.")


def prefixed(*parts: bytes) -> bytes:
    """The parts with their lengths (4 bytes, big-endian) before them, so that no two lists of
    parts give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def bucket(length: int) -> int:
    """The padded size in bytes for `length` bytes: 256-byte steps up to 4 kB, then powers of two.

    One byte is always needed for the mark that ends the text.
    """
    needed = length + 1
    if needed <= SMALL_LIMIT:
        return -(-needed // SMALL_STEP) * SMALL_STEP
    return 1 << (needed - 1).bit_length()


def padded(plain: bytes, size: int) -> bytes:
    """The bytes, a mark (0x80) and zeros up to `size`, which must leave room for the mark."""
    return (plain + _MARK).ljust(size, b"\0")


def unpadded(filled: bytes) -> bytes:
    """What `padded` was given; raises Tampered when the mark is missing."""
    plain, mark, zeros = filled.rpartition(_MARK)
    if not mark or zeros.strip(b"\0"):
        raise Tampered
    return plain
