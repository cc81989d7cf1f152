"""What this installation seals with: its key file, its key store and its journal of erasures."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from . import keys
from .faults import KeyStoreFault
from .journal import Journal
from .keys import Keyring
from .postgres_store import PostgresStore
from .sqlite_store import SqliteStore
from .store import KeyStore

_OPENED: dict[tuple[str, str], KeyStore] = {}


def ring() -> Keyring:
    """The server keys."""
    return keys.current()


def store() -> KeyStore:
    """The key store; raises KeyStoreFault when it and the journal do not belong together."""
    names = (str(settings.KEYSTORE), str(settings.ERASURE_JOURNAL))
    opened = _OPENED.get(names)
    if opened is None:
        opened = open_store(names[0], journal())
        _OPENED[names] = opened
    return opened


def journal() -> Journal:
    """The journal of erasures."""
    return Journal(Path(settings.ERASURE_JOURNAL))


def open_store(where: str, beside: Journal) -> KeyStore:
    """The store at a path or a postgresql:// address.

    Store and journal are made together. One of them alone, once something has been erased, means
    that the other was lost: then nothing is opened, and a copy must be brought back.
    """
    if beside.exists() and _is_missing(where):
        raise KeyStoreFault(f"The key store {where} is missing: bring back a copy of it.")
    opened: KeyStore = SqliteStore(Path(where)) if _is_file(where) else PostgresStore(where)
    erased = int(opened.about("erased") or 0)
    if erased and not beside.exists():
        raise KeyStoreFault(f"The journal {beside.path} is missing: bring back a copy of it.")
    if not beside.exists():
        beside.begin(ring())
    return opened


def _is_file(where: str) -> bool:
    return not urlsplit(where).scheme.startswith("postgres")


def _is_missing(where: str) -> bool:
    return _is_file(where) and not Path(where).exists()
