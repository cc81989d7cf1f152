"""Makes a complete copy: database, keys and settings; the key store apart; the journal."""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

from django.conf import settings

from storstua import vault
from storstua.base import clock
from storstua.launcher.folder import write_privately
from storstua.operations.copying import holder, programs
from storstua.operations.copying.parts import write_copy

KEPT, KEYS_KEPT = timedelta(days=35), timedelta(days=7)
NAME = "%Y%m%dT%H%M%SZ"
KEY_STORES, JOURNAL, LAST = "keystore", "journal", "last-backup"
# The addresses of databases belong to a machine, and the backup's own secrets to nobody's copy.
NOT_COPIED = {holder.PASSPHRASE, holder.KEY_FILE, "STORSTUA_DATA"}


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made, how large it is, and how many that were too old went."""

    folder: Path
    bytes: int
    went: int


def make_backup(into: Path) -> Made:
    """Make a copy in a new folder of `into`; raises vault.CopyFault.

    The database first, then the key store, then the journal: each key that the database needs is
    in the copy of the store, unless it was erased meanwhile, and then the journal tells of it.
    """
    sealer, now = holder.to_seal(), clock.now().astimezone(UTC)
    name = now.strftime(NAME)
    facts = {"made_at": now.isoformat(), "program": metadata.version("storstua")}
    (into / KEY_STORES).mkdir(mode=0o700, parents=True, exist_ok=True)
    parts = {"database": programs.dump(_database_url()), "keys": [_keys_and_settings()]}
    write_copy(into / name, parts, facts, sealer)
    write_copy(into / KEY_STORES / name, {"keystore": vault.copy_of_key_store()}, facts, sealer)
    write_privately(into / JOURNAL, Path(settings.ERASURE_JOURNAL).read_text())
    went = _forget(into, now - KEPT) + _forget(into / KEY_STORES, now - KEYS_KEPT)
    write_privately(Path(settings.DATA) / LAST, json.dumps({"at": now.isoformat()}))
    size = sum(file.stat().st_size for file in (into / name).iterdir())
    return Made(into / name, size, went)


def last_backup() -> datetime | None:
    """When the last copy was made from this data folder; None when never."""
    file = Path(settings.DATA) / LAST
    return datetime.fromisoformat(json.loads(file.read_text())["at"]) if file.exists() else None


def copies_in(folder: Path) -> list[Path]:
    """The copies in a folder, oldest first."""
    return sorted(each for each in folder.iterdir() if _made_at(each))


def _forget(folder: Path, before: datetime) -> int:
    """Delete the copies made before a moment; returns how many. What is no copy is left alone."""
    old = [each for each in copies_in(folder) if (_made_at(each) or before) < before]
    for each in old:
        shutil.rmtree(each)
    return len(old)


def _made_at(folder: Path) -> datetime | None:
    try:
        return datetime.strptime(folder.name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _database_url() -> str:
    """The address of a role that sees every row, whatever the walls between organisations."""
    owner = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    return str(settings.DATABASE_BACKUP_URL or owner)


def _keys_and_settings() -> bytes:
    """The server key, the key of sessions, and what the environment says."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if name.startswith("STORSTUA_") and name not in NOT_COPIED
    }
    demo = Path(settings.DATA) / "demo"
    told = {
        "vault.key": vault.copy_of_keys().decode(),
        "web.key": settings.SECRET_KEY,
        "demo": demo.read_text() if demo.exists() else "",
        "settings": ours,
    }
    return json.dumps(told).encode()
