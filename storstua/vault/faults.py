"""What can go wrong in the vault; no message ever carries a secret or a text."""

from storstua.base.away import Away


class KeyFileFault(Exception):
    """The key file cannot be used as it lies; the message says why and what to look at."""


class KeyStoreFault(Away):
    """The key store or its journal cannot be used; the message says why and what to look at."""


class CopyFault(Exception):
    """A backup cannot be opened or made; the message says why."""


class NotSealable(ValueError):
    """The text is too long or is not valid Unicode; nothing was sealed."""


class Tampered(Exception):
    """The sealed value was not made here, for this place, with this key, or was changed since."""

    def __init__(self) -> None:
        super().__init__("The sealed value cannot be opened in this place.")


class NotWords(ValueError):
    """What was entered is not seven words from the list."""

    def __init__(self) -> None:
        super().__init__("Not seven words from the list.")


class Busy(Away):
    """Too many receipts are being checked; answer 503 with Retry-After."""

    retry_after = 5
    """Seconds to wait: several times what a full queue takes."""
