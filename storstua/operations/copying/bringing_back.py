"""Brings a copy back into an empty installation, with every erasure done again first."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings

from storstua import vault
from storstua.audit.rights import TAKE_RIGHTS
from storstua.launcher.folder import write_privately
from storstua.launcher.tables import bring_up_to_date
from storstua.operations.copying import programs
from storstua.operations.copying.making import JOURNAL, KEY_STORES, copies_in
from storstua.operations.copying.parts import Copy, lines_of, open_copy

SETTINGS = "settings-of-the-backup"
_TABLES = "select count(*) from pg_tables where schemaname = 'public'"


@dataclass(frozen=True, slots=True)
class Source:
    """A copy, the newest copy of the key store, and the journal: all that is needed."""

    main: Copy
    key_store: Copy
    journal: bytes


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: made when, and how many erased keys the copy still held."""

    made_at: str
    erased_again: int


def find_source(folder: Path, holder: vault.BackupKey, journal: Path | None) -> Source:
    """Look everything through before anything is written; raises vault.CopyFault.

    `folder` holds copies, and the newest is taken, or is one of them. `journal` is a newer
    journal than that of the backup, where one was saved.
    """
    one = folder if (folder / "list.json").exists() else _newest(folder, "backup")
    stores = one.parent / KEY_STORES
    key_store = open_copy(_newest(stores, "copy of the key store"), holder)
    path = journal or one.parent / JOURNAL
    if not path.is_file():
        raise vault.CopyFault(f"The journal of erasures is missing: {path}.")
    return Source(open_copy(one, holder), key_store, path.read_bytes())


def restore(source: Source) -> Restored:
    """Bring everything back: keys, key store, journal replayed, then the database.

    Raises vault.CopyFault when anything is there already; what was written is then taken away.
    """
    owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    _refuse_what_is_there(owner)
    told = json.loads(source.main.whole("keys"))
    with _all_or_nothing():
        vault.write_keys(told["vault.key"].encode())
        erased_again = vault.bring_back_key_store(
            lines_of(source.key_store.part("keystore")), source.journal
        )
        programs.restore(owner, source.main.part("database"))
        bring_up_to_date(owner)
        with psycopg.connect(owner) as connection:
            connection.execute(TAKE_RIGHTS)
        _write_settings(told)
    return Restored(source.main.facts["made_at"], erased_again)


def _newest(folder: Path, what: str) -> Path:
    found = copies_in(folder) if folder.is_dir() else []
    if not found:
        raise vault.CopyFault(f"There is no {what} in {folder}.")
    return found[-1]


def _refuse_what_is_there(owner: str) -> None:
    with psycopg.connect(owner) as connection:
        row = connection.execute(_TABLES).fetchone()
    if row is None or row[0]:
        raise vault.CopyFault("The database holds tables already: restore into an empty one.")
    for name in (settings.VAULT_KEY_FILE, settings.KEYSTORE, settings.ERASURE_JOURNAL):
        if Path(name).exists():
            raise vault.CopyFault(f"{name} is there already: restore into an empty data folder.")


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """Take away what was written to the data folder when anything fails."""
    try:
        yield
    except BaseException:
        for name in (settings.VAULT_KEY_FILE, settings.ERASURE_JOURNAL):
            Path(name).unlink(missing_ok=True)
        if not str(settings.KEYSTORE).startswith("postgres"):
            shutil.rmtree(Path(settings.KEYSTORE).parent, ignore_errors=True)
        raise


def _write_settings(told: dict[str, object]) -> None:
    """The key of sessions and the mark of a demo in their places; the rest for the operator."""
    data = Path(settings.DATA)
    ours = told["settings"]
    if not isinstance(ours, dict):
        raise vault.CopyFault("The settings in the backup are damaged.")
    if "STORSTUA_SECRET_KEY" not in ours:
        write_privately(data / "keys" / "web.key", str(told["web.key"]))
    if told["demo"]:
        write_privately(data / "demo", str(told["demo"]))
    lines = (f"{name}={value}\n" for name, value in sorted(ours.items()))
    write_privately(data / SETTINGS, "".join(lines))
