"""Keys, sealing and receipts: cryptography only, of no subject."""

from .faults import Busy, KeyFileFault, NotSealable, NotWords, Tampered
from .files import open_file, seal_file
from .identity import installed_key_id, key_id_of
from .lookup import lookup_hash
from .places import Place
from .receipts import Derived, derive, fold, new_words
from .sealing import open_bytes, open_sealed, seal, seal_bytes

__all__ = [
    "Busy",
    "Derived",
    "KeyFileFault",
    "NotSealable",
    "NotWords",
    "Place",
    "Tampered",
    "derive",
    "fold",
    "installed_key_id",
    "key_id_of",
    "lookup_hash",
    "new_words",
    "open_bytes",
    "open_file",
    "open_sealed",
    "seal",
    "seal_bytes",
    "seal_file",
]
