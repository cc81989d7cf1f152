"""Erases drawers: their keys go for good, and with them everything sealed in any copy."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

from storstua.base import clock

from . import held, installation
from .drawers import Drawer, drawer_hash

if TYPE_CHECKING:
    from .models import Leaving

AT_A_TIME = 1000


def _table() -> "type[Leaving]":
    """The table of keys that leave; the vault is imported before Django knows its tables."""
    found: type[Leaving] = apps.get_model("vault", "Leaving")
    return found


def erase(*drawers: Drawer) -> None:
    """Erase the drawers when the transaction that is open now succeeds; undone when it fails.

    What is sealed in such a drawer afterwards, also in this transaction, goes under a new key and
    stays. Texts that were sealed in it before must be deleted or sealed anew by the caller.
    """
    ring, store = installation.ring(), installation.store()
    hashed = [drawer_hash(ring, drawer.organisation, drawer.name) for drawer in drawers]
    for each in hashed:
        held.now().sealing.pop(each, None)
    if closed := store.close(*hashed) if hashed else []:
        leaving = [_table()(key_id=key_id) for key_id in closed]
        _table().objects.bulk_create(leaving, ignore_conflicts=True)
    transaction.on_commit(finish_erasures, robust=True)


def finish_erasures() -> int:
    """Erase every key that is leaving; returns how many. Doing it again after a crash is safe."""
    erased = 0
    while rows := list(_table().objects.order_by("id")[:AT_A_TIME]):
        erase_keys([bytes(row.key_id) for row in rows])
        _table().objects.filter(id__in=[row.id for row in rows]).delete()
        erased += len(rows)
    return erased


def erase_keys(key_ids: list[bytes]) -> None:
    """Write the erasure down first, then do it: what stands in the journal is erased again."""
    store, journal = installation.store(), installation.journal()
    journal.add(key_ids, clock.today(), installation.ring())
    store.erase(key_ids)
    store.note("erased", str(int(store.about("erased") or 0) + len(key_ids)))
    for key_id in key_ids:
        held.now().by_id.pop(key_id, None)


def replay_journal() -> int:
    """Erase again whatever the journal tells of; returns how many keys had come back."""
    store = installation.store()
    told = {each.key_id for each in installation.journal().erasures(installation.ring())}
    back = [key.key_id for key in store.find(told)]
    if back:
        store.erase(back)
    store.note("erased", str(len(told)))
    return len(back)
