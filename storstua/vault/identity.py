"""Which key sealed a value: for checks of an installation, which never see the key itself."""

from pathlib import Path

from django.conf import settings

from . import keys

# Version and suite, one byte each, stand before the id of the key in every sealed value.
_KEY_ID = slice(2, 2 + keys.KEY_ID_BYTES)


def installed_key_id() -> bytes:
    """The id (16 bytes) of the key in settings.VAULT_KEY_FILE; raises KeyFileFault, makes none."""
    return keys.load(Path(settings.VAULT_KEY_FILE)).server_key_id


def key_id_of(sealed: bytes) -> bytes:
    """The id (16 bytes) of the key that sealed a value; its first 18 bytes are enough."""
    return sealed[_KEY_ID]
