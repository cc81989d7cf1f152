"""Where a sealed value belongs; a value opens in its own place only."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .layout import prefixed, utf8


@dataclass(frozen=True, slots=True)
class Place:
    """Names that never change for the row: table, column, organisation, and the row's own key.

    `organisation` is the organisation's id, 0 for what belongs to the installation. `key` names
    the row for ever, so it is known before the row is first saved and is never reused. `drawer`
    names what shares a key; without one the value goes under the server key itself (suite 1).
    """

    table: str
    column: str
    organisation: int
    key: str
    drawer: str = ""

    def __post_init__(self) -> None:
        if not (self.table and self.column and self.key):
            raise ValueError("A place needs a table, a column and a key.")
        if not 0 <= self.organisation < 2**63:
            raise ValueError("A place needs the organisation's id, or 0.")

    def as_bytes(self) -> bytes:
        """The row's place as associated data: no two rows or columns give the same bytes."""
        return prefixed(
            utf8(self.table), utf8(self.column), organisation_bytes(self), utf8(self.key)
        )


def organisation_bytes(place: Place) -> bytes:
    """The organisation's id in 8 bytes, big-endian."""
    return place.organisation.to_bytes(8, "big")


def subkey(server_key: bytes, place: Place, *, use: bytes, salt: bytes = b"") -> bytes:
    """The 32-byte key of the place's organisation for one use (HKDF-SHA256 of the server key)."""
    info = prefixed(b"storstua/vault/subkey", use, organisation_bytes(place))
    kdf = HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info)
    return kdf.derive(server_key)


def server_subkey(server_key: bytes, use: bytes) -> bytes:
    """The 32-byte key of the installation for one use."""
    info = prefixed(b"storstua/vault/subkey", use)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(server_key)
