"""Keys, sealing and receipts: cryptography only, of no subject."""

from .bringing_back import bring_back_key_store, copy_of_key_store, copy_of_keys, write_keys
from .copies import (
    BackupKey,
    CopyKey,
    backup_key_in,
    copy_key,
    new_backup_key,
    new_copy_key,
    written,
)
from .drawers import Drawer
from .erasing import erase, finish_erasures, replay_journal
from .faults import Busy, CopyFault, KeyFileFault, KeyStoreFault, NotSealable, NotWords, Tampered
from .files import open_file, seal_file
from .held import keys_held
from .identity import KeysState, installed_key_id, key_is_here, key_store_started, keys_state
from .keeping import hold_keys_of, new_keys_together
from .lookup import lookup_hash
from .places import Place
from .receipts import Derived, derive, fold, new_words
from .rewrapping import begin_epoch, destroy_epochs, rewrap_some
from .sealed_columns import SealedColumn
from .sealing import open_bytes, open_sealed, seal, seal_bytes
from .showing import open_to_show

__all__ = [
    "BackupKey",
    "Busy",
    "CopyFault",
    "CopyKey",
    "Derived",
    "Drawer",
    "KeyFileFault",
    "KeyStoreFault",
    "KeysState",
    "NotSealable",
    "NotWords",
    "Place",
    "SealedColumn",
    "Tampered",
    "backup_key_in",
    "begin_epoch",
    "bring_back_key_store",
    "copy_key",
    "copy_of_key_store",
    "copy_of_keys",
    "derive",
    "destroy_epochs",
    "erase",
    "finish_erasures",
    "fold",
    "hold_keys_of",
    "installed_key_id",
    "key_is_here",
    "key_store_started",
    "keys_held",
    "keys_state",
    "lookup_hash",
    "new_backup_key",
    "new_copy_key",
    "new_keys_together",
    "new_words",
    "open_bytes",
    "open_file",
    "open_sealed",
    "open_to_show",
    "replay_journal",
    "rewrap_some",
    "seal",
    "seal_bytes",
    "seal_file",
    "write_keys",
    "written",
]
