"""What every row that was read carries, whatever its kind."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ..faults import Mark
from ..words import plain

# What is said of a row, although it keeps nobody from being shown and asked.
ONLY_MINDED = frozenset({"capacity"})


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """A row without faults. `line` is its number in the file, `identity` knows it again later.

    `lacks` are keys of faults.LACKS: the row goes in, but the person is neither shown nor asked,
    unless all that lacks is in ONLY_MINDED.
    """

    line: int
    identity: str
    lacks: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def is_lacking(self) -> bool:
        """True when the person can neither be shown nor asked until something is put right."""
        return not ONLY_MINDED.issuperset(self.lacks)


def id_identity(office_id: str) -> str:
    """The identity of a row that has an id of the office's own."""
    return f"id:{office_id}"


def contact_identity(name: str, phone: str, mail: str) -> str:
    """The identity of a person without id: mobile and name, or mail and name without mobile."""
    if phone:
        return f"mobile:{phone}|{plain(name)}"
    return f"mail:{mail}|{plain(name)}" if mail else ""


def content_identity(parts: Iterable[object]) -> str:
    """The identity of a row that has neither id nor person: a digest of what it says."""
    said = "\x1f".join(str(part) for part in parts)
    return f"content:{hashlib.sha256(said.encode()).hexdigest()}"
