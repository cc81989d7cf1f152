"""What the vault gives to a backup and takes from it: key file, key store, journal."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from . import installation, keys
from .erasing import replay_journal
from .faults import CopyFault
from .postgres_store import PostgresStore
from .sqlite_store import SqliteStore
from .store import KeyStore, Value


def copy_of_keys() -> bytes:
    """The key file, as it stands."""
    return keys.content_of(installation.ring())


def write_keys(content: bytes) -> None:
    """Write the key file anew; raises CopyFault when it is damaged, or when one is there."""
    ring = keys.keyring_in(content)
    if ring is None:
        raise CopyFault("The server key in the backup is damaged.")
    try:
        keys.write_new(Path(settings.VAULT_KEY_FILE), ring)
    except FileExistsError:
        raise CopyFault(f"There is a key file already: {settings.VAULT_KEY_FILE}.") from None


def copy_of_key_store() -> Iterator[bytes]:
    """The key store from one moment, a line of JSON for each row."""
    for table, row in installation.store().rows():
        plain = {name: _plain(value) for name, value in row.items()}
        yield json.dumps([table, plain]).encode() + b"\n"


def bring_back_key_store(lines: Iterable[bytes], journal: bytes) -> int:
    """Fill an empty key store, write the journal, and erase again what the journal tells of.

    Returns how many erased keys the copy still held. Raises CopyFault when a store is there.
    """
    where = str(settings.KEYSTORE)
    if _is_file(where) and Path(where).exists():
        raise CopyFault(f"There is a key store already: {where}.")
    store: KeyStore = SqliteStore(Path(where)) if _is_file(where) else PostgresStore(where)
    if any(store.rows()):
        raise CopyFault("The key store's database holds keys already.")
    store.bring_back(_rows(lines))
    path = Path(settings.ERASURE_JOURNAL)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(journal)
    return replay_journal()


def _rows(lines: Iterable[bytes]) -> Iterator[tuple[str, dict[str, Value]]]:
    for line in lines:
        table, plain = json.loads(line)
        yield table, {name: _value(value) for name, value in plain.items()}


def _plain(value: Value) -> Value | dict[str, str]:
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def _value(plain: Value | dict[str, str]) -> Value:
    return bytes.fromhex(plain["hex"]) if isinstance(plain, dict) else plain


def _is_file(where: str) -> bool:
    return not urlsplit(where).scheme.startswith("postgres")
