"""A drawer holds what belongs together, such as one conversation; each drawer has its own keys."""

import hashlib
import hmac
from dataclasses import dataclass, field

from .keys import Keyring
from .layout import prefixed, utf8
from .places import Place


@dataclass(frozen=True, slots=True)
class Drawer:
    """What shares a key: its kind, the organisation's id (0 = the installation), its own key.

    `key` names the conversation, request or person for ever. Erasing a drawer makes everything
    in it unreadable, in every copy.
    """

    kind: str
    organisation: int
    key: str

    @property
    def name(self) -> str:
        """Kind and key in one word."""
        return f"{self.kind} {self.key}"

    def place(self, table: str, column: str, key: object) -> Place:
        """The place of a row's column in this drawer; `key` is the row's own unchanging key."""
        return Place(table, column, self.organisation, str(key), drawer=self.name)


@dataclass(frozen=True, slots=True)
class DrawerKey:
    """A drawer's key in clear: held for a request or a job, never longer."""

    key_id: bytes
    drawer: bytes
    number: int
    secret: bytes = field(repr=False)
    is_closed: bool = False


def drawer_hash(ring: Keyring, organisation: int, name: str) -> bytes:
    """32 bytes by which the key store knows a drawer, without telling which one it is."""
    message = prefixed(b"storstua/vault/drawer", organisation.to_bytes(8, "big"), utf8(name))
    return hmac.digest(ring.integrity_key, message, hashlib.sha256)


def hash_of(ring: Keyring, place: Place) -> bytes:
    """The hash of the drawer that a place belongs to."""
    return drawer_hash(ring, place.organisation, place.drawer)
