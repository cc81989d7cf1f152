"""Keys, sealing and receipts: cryptography only, of no subject."""

from .drawers import Drawer
from .erasing import erase, finish_erasures, replay_journal
from .faults import Busy, KeyFileFault, KeyStoreFault, NotSealable, NotWords, Tampered
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
    "Busy",
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
    "begin_epoch",
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
]
