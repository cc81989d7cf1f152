"""Which key sealed a value, and how the keys stand: for checks, which never see a key itself."""

from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings

from . import installation, keys
from .faults import KeyStoreFault
from .keys import Epoch
from .wraps import unwrap

# Version and suite, one byte each, stand before the id of the key in every sealed value.
_KEY_ID = slice(2, 2 + keys.KEY_ID_BYTES)
_SUITE, _UNDER_SERVER_KEY = 1, 1


@dataclass(frozen=True, slots=True)
class KeysState:
    """How the keys stand: how many, how many under earlier epochs, how many were erased.

    `back_again_count` counts erased keys that stand in the store nevertheless.
    """

    keys_count: int
    other_epochs_count: int
    erased_count: int
    back_again_count: int
    earlier: tuple[Epoch, ...]
    epoch_id: str

    @property
    def since(self) -> str:
        """The day (ISO) on which the present epoch began; "" for the first."""
        return max((each.ended_on for each in self.earlier), default="")


def installed_key_id() -> bytes:
    """The id (16 bytes) of the key in settings.VAULT_KEY_FILE; raises KeyFileFault, makes none."""
    return keys.load(Path(settings.VAULT_KEY_FILE)).server_key_id


def key_is_here(sealed: bytes) -> bool:
    """True when the key that sealed a value is in the key file, or opens in the key store.

    Its first 18 bytes are enough. Raises KeyFileFault or KeyStoreFault.
    """
    ring = installation.ring()
    if sealed[_SUITE] == _UNDER_SERVER_KEY:
        return ring.server_key_named(sealed[_KEY_ID]) is not None
    return any(unwrap(each, ring) for each in installation.store().find([sealed[_KEY_ID]]))


def keys_state() -> KeysState:
    """How the keys stand; every line of the journal is checked on the way."""
    ring, store = installation.ring(), installation.store()
    under = store.wrapped_under()
    erased = {each.key_id for each in installation.journal().erasures(ring)}
    return KeysState(
        keys_count=sum(under.values()),
        other_epochs_count=sum(n for key_id, n in under.items() if key_id != ring.server_key_id),
        erased_count=len(erased),
        back_again_count=len(store.find(erased)),
        earlier=ring.earlier,
        epoch_id=ring.server_key_id.hex(),
    )


def key_store_started() -> str:
    """When the key store's server was started, to tell servers apart; "" for a store in a file."""
    where = str(settings.KEYSTORE)
    if not where.startswith("postgres"):
        return ""
    try:
        with psycopg.connect(where, connect_timeout=10) as server:
            row = server.execute("select pg_postmaster_start_time()::text").fetchone()
    except psycopg.Error as fault:
        said = f"The key store's database does not answer: {type(fault).__name__}."
        raise KeyStoreFault(said) from None
    return str(row[0]) if row else ""
