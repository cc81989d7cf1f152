"""Who can open the backups of this installation: a passphrase, or a key in a file."""

from pathlib import Path

from django.conf import settings

from storstua import vault
from storstua.launcher.folder import write_privately

SHORTEST = 16
PASSPHRASE, KEY_FILE = "STORSTUA_BACKUP_PASSPHRASE", "STORSTUA_BACKUP_KEY"


def own_key_file() -> Path:
    """The file that is used when nothing else is set; it lies beside the data."""
    return Path(settings.DATA) / "keys" / "backup.key"


def lies_beside_the_data() -> bool:
    """True when whoever takes the data folder takes the key of its backups too."""
    return not settings.BACKUP_PASSPHRASE and not settings.BACKUP_KEY


def to_seal() -> vault.BackupKey:
    """Who shall be able to open a new copy. A key is made when nothing is set and none is there."""
    if passphrase := settings.BACKUP_PASSPHRASE:
        if len(passphrase) < SHORTEST:
            raise vault.CopyFault(f"{PASSPHRASE} is shorter than {SHORTEST} letters.")
        return vault.BackupKey(passphrase=passphrase)
    if not settings.BACKUP_KEY and not own_key_file().exists():
        write_new(own_key_file())
    return _in_file(Path(settings.BACKUP_KEY or own_key_file()))


def to_open(file: Path | None) -> vault.BackupKey:
    """What can open a copy: the passphrase that is set, and the key in a file."""
    passphrase = settings.BACKUP_PASSPHRASE
    path = file or Path(settings.BACKUP_KEY or own_key_file())
    private = _in_file(path).private if file or path.exists() else b""
    return vault.BackupKey(passphrase=passphrase, private=private)


def write_new(path: Path) -> Path:
    """Make a pair of keys: the file opens copies, `<file>.public` beside it only seals them."""
    if path.exists():
        raise vault.CopyFault(f"{path} is there already; a backup key is never overwritten.")
    key = vault.new_backup_key()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_privately(path, vault.written(key))
    public = path.with_name(path.name + ".public")
    write_privately(public, vault.written(key, public_only=True))
    return public


def _in_file(path: Path) -> vault.BackupKey:
    try:
        return vault.backup_key_in(path.read_text())
    except (OSError, UnicodeDecodeError) as fault:
        raise vault.CopyFault(f"The backup key {path} cannot be read: {fault}.") from None
