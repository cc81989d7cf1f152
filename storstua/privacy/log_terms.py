"""Which lines of the log are over their time: 24 months after what they tell of was erased."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from storstua.audit import queries as audit
from storstua.audit.chaining import LOG_MONTHS, months_before

# So many go in one night at most; what is left goes the next.
AT_ONCE = 5000


def due(at: datetime) -> list[int]:
    """The numbers of the lines here that may go, the oldest first.

    A line about nothing goes 24 months after it was written. A line about something goes when that
    is erased and nothing has been noted about it for 24 months; erasing is noted itself.
    """
    before = months_before(at, LOG_MONTHS)
    lines = audit.written_before(before, AT_ONCE)
    keys: dict[str, set[UUID]] = defaultdict(set)
    for line in lines:
        if line.object_key:
            keys[line.noun].add(line.object_key)
    stays = audit.noted_since(before, {key for found in keys.values() for key in found})
    for noun, found in keys.items():
        stays |= _there(noun, found)
    return [line.id for line in lines if line.object_key not in stays]


def _there(noun: str, keys: Iterable[UUID]) -> set[UUID]:
    """Those of the keys that still name a row; a table that is gone holds none."""
    try:
        model: type[Model] = apps.get_model(noun)
    except (LookupError, ValueError):
        return set()
    rows = model._base_manager.filter(key__in=list(keys))
    return set(rows.values_list("key", flat=True))
