"""Opens a text for a page; one that cannot be opened is told of, and the page stands."""

import logging

from django.utils.translation import gettext as _

from .faults import Tampered
from .places import Place
from .sealing import open_sealed

logger = logging.getLogger(__name__)


def open_to_show(blob: bytes | memoryview, place: Place) -> str:
    """The text, or a sentence in its place when it was changed, moved, or its key was erased."""
    try:
        return open_sealed(bytes(blob), place)
    except Tampered:
        logger.warning("A sealed value does not open: %s.%s", place.table, place.column)
    return _("Denne teksten kan ikke åpnes.")
