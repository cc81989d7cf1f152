"""Keys in clear are held for one request or one job, so that a thread costs one look-up."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from .drawers import DrawerKey


@dataclass(slots=True)
class Held:
    """Keys in clear: by their id, and the one that seals for each drawer."""

    by_id: dict[bytes, DrawerKey | None] = field(default_factory=dict, repr=False)
    sealing: dict[bytes, DrawerKey] = field(default_factory=dict, repr=False)
    unwritten: dict[bytes, DrawerKey] | None = field(default=None, repr=False)

    def keep(self, key: DrawerKey) -> None:
        """Hold the key that new texts of its drawer go under."""
        self.by_id[key.key_id] = key
        self.sealing[key.drawer] = key


_NOW: ContextVar[Held | None] = ContextVar("keys held", default=None)


def now() -> Held:
    """What is held now; outside `keys_held` nothing is, and this is thrown away at once."""
    return _NOW.get() or Held()


@contextmanager
def keys_held() -> Iterator[Held]:
    """Hold keys for the block, which is one request or one job; within another, share that one's.

    A key erased by another process meanwhile opens until the block ends.
    """
    outer = _NOW.get()
    if outer is not None:
        yield outer
        return
    held = Held()
    token = _NOW.set(held)
    try:
        yield held
    finally:
        _NOW.reset(token)
