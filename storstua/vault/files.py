"""Seals a file while it streams past, in chunks that cannot be cut, swapped or added to.

Layout: version 1 B, suite 1 B, key id 16 B, file id 16 B, then chunks of one size: 64 KiB of
padded content as AES-256-GCM-SIV with a 16 B tag. The key is derived for the file id; the nonce
and the associated data hold the chunk's number and whether it is the last.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from .faults import Tampered
from .keys import Keyring
from .layout import padded, prefixed, unpadded
from .places import Place
from .store import KeyStore
from .suites import HEAD_BYTES, Lock, lock_to_open, lock_to_seal, means

CHUNK_BYTES = 64 * 1024
SEALED_CHUNK_BYTES = CHUNK_BYTES + 16
FILE_ID_BYTES = 16
START_BYTES = HEAD_BYTES + FILE_ID_BYTES
_USE = b"file"


def seal_file(
    chunks: Iterable[bytes],
    place: Place,
    *,
    keyring: Keyring | None = None,
    store: KeyStore | None = None,
) -> Iterator[bytes]:
    """The file sealed for the place, piece by piece; takes content in pieces of any size.

    The result is 34 B and 65 552 B for each begun 64 KiB, so it tells the size to 64 KiB only.
    """
    file_id = os.urandom(FILE_ID_BYTES)
    lock = lock_to_seal(place, _USE, means(keyring, store), salt=file_id)
    return seal_file_as(file_id, chunks, lock)


def open_file(
    chunks: Iterable[bytes],
    place: Place,
    *,
    keyring: Keyring | None = None,
    store: KeyStore | None = None,
) -> Iterator[bytes]:
    """The file's content, in pieces; takes the sealed file in pieces of any size.

    Each piece is checked before it is given out, but that the file is whole is known only at the
    end: after Tampered the caller throws away what came before.
    """
    by = means(keyring, store)
    return open_file_as(
        chunks, lambda head, file_id: lock_to_open(head, place, _USE, by, salt=file_id)
    )


def open_file_as(
    chunks: Iterable[bytes], lock_of: Callable[[bytes, bytes], Lock]
) -> Iterator[bytes]:
    """What `open_file` does, with the lock that `lock_of` gives for a file's head and id."""
    pieces = _resized(chunks, START_BYTES, SEALED_CHUNK_BYTES)
    start = next(pieces)
    if len(start) != START_BYTES:
        raise Tampered
    head, file_id = start[:HEAD_BYTES], start[HEAD_BYTES:]
    chain = _chain(lock_of(head, file_id), file_id)
    for index, (sealed, following) in enumerate(pairwise(pieces)):
        chunk = chain.opened(sealed, index, last=not following)
        yield chunk if following else unpadded(chunk)
        if not following:
            return
    raise Tampered


def seal_file_as(file_id: bytes, chunks: Iterable[bytes], lock: Lock) -> Iterator[bytes]:
    """What `seal_file` does, with a given file id; for it and for the known answers only."""
    chain = _chain(lock, file_id)
    yield lock.head + file_id
    for index, piece in enumerate(_resized(chunks, CHUNK_BYTES, CHUNK_BYTES)):
        last = len(piece) < CHUNK_BYTES
        yield chain.sealed(padded(piece, CHUNK_BYTES) if last else piece, index, last=last)


@dataclass(frozen=True, slots=True)
class _Chain:
    """The chunks of one file."""

    cipher: AESGCMSIV
    bound: bytes

    def sealed(self, chunk: bytes, index: int, *, last: bool) -> bytes:
        nonce = _nonce(index, last)
        return self.cipher.encrypt(nonce, chunk, prefixed(self.bound, nonce))

    def opened(self, chunk: bytes, index: int, *, last: bool) -> bytes:
        nonce = _nonce(index, last)
        try:
            return self.cipher.decrypt(nonce, chunk, prefixed(self.bound, nonce))
        except InvalidTag:
            pass
        raise Tampered


def _chain(lock: Lock, file_id: bytes) -> _Chain:
    return _Chain(lock.cipher, lock.bound + prefixed(file_id))


def _nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(8, "big") + int(last).to_bytes(4, "big")


def _resized(chunks: Iterable[bytes], first: int, rest: int) -> Iterator[bytes]:
    """The same bytes in pieces of `first`, then `rest`; the final piece is shorter, maybe empty."""
    buffer, size = bytearray(), first
    for chunk in chunks:
        view = memoryview(chunk)
        while len(buffer) + len(view) >= size:
            missing = size - len(buffer)
            yield bytes(buffer) + bytes(view[:missing])
            buffer.clear()
            view, size = view[missing:], rest
        buffer += view
    yield bytes(buffer)
