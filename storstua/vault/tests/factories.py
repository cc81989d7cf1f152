"""Keyrings and places for the tests."""

from pathlib import Path

from storstua.vault.drawers import Drawer
from storstua.vault.keys import Keyring
from storstua.vault.places import Place
from storstua.vault.sqlite_store import SqliteStore


def make_keyring(seed: int = 1) -> Keyring:
    """A keyring that is the same every time for a seed."""
    return Keyring(
        server_key_id=bytes([seed]) * 16,
        server_key=bytes([seed + 1]) * 32,
        integrity_key=bytes([seed + 2]) * 32,
        receipt_salt=bytes([seed + 3]) * 16,
    )


def make_place(
    table: str = "messages", column: str = "text", organisation: int = 7, key: str = "k1"
) -> Place:
    """A place, different in what is given."""
    return Place(table=table, column=column, organisation=organisation, key=key)


def make_store(folder: Path) -> SqliteStore:
    """An empty key store in a file."""
    return SqliteStore(folder / "keystore" / "keys.sqlite3")


def make_drawer(kind: str = "conversation", organisation: int = 7, key: str = "c1") -> Drawer:
    """A drawer, different in what is given."""
    return Drawer(kind, organisation, key)
