"""Checks of the key that seals what people write."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models

from storstua import vault
from storstua.operations import queries
from storstua.operations.checking.finding import Finding, ok, wrong

ALSO_SEALED = {("outbox_message", "address")}
SHORTEST_SECRET = 50


def key() -> Iterator[Finding]:
    """The key file can be used, nobody else can read it, and it opens what is stored."""
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        yield wrong("key", "the key for sessions is shorter than 50 letters.")
    try:
        vault.installed_key_id()
        foreign, looked_at = sealed_otherwise()
    except (vault.KeyFileFault, vault.KeyStoreFault) as fault:
        yield wrong("key", str(fault))
        return
    if foreign:
        names = ", ".join(foreign)
        yield wrong("key", f"no key of ours sealed {names}; put key file and key store back.")
    else:
        yield ok("key", f"private, and fits what is sealed in {looked_at} columns.")


def sealed_otherwise() -> tuple[list[str], int]:
    """The columns whose oldest or newest value has no key here, and how many hold any value."""
    foreign, looked_at = [], 0
    for table, column in sealed_columns():
        samples = queries.head_samples(table, column)
        looked_at += bool(samples)
        if not all(vault.key_is_here(sample) for sample in samples):
            foreign.append(f"{table}.{column}")
    return foreign, looked_at


def key_store() -> Iterator[Finding]:
    """The key store answers from a place of its own, and the journal of erasures is whole."""
    try:
        state = vault.keys_state()
        same = vault.key_store_started() == queries.server_started()
    except (vault.KeyFileFault, vault.KeyStoreFault) as fault:
        yield wrong("key store", str(fault))
        return
    if same:
        yield wrong("key store", "KEYSTORE_URL is the server that holds the texts; use another.")
    elif state.back_again_count:
        many = state.back_again_count
        yield wrong("key store", f"{many} erased keys have come back: storstua keys tend.")
    else:
        said = f"{state.keys_count} keys, {state.other_epochs_count} under an earlier epoch"
        yield ok("key store", f"{said}; {state.erased_count} were erased.")


def sealed_columns() -> list[tuple[str, str]]:
    """Table and column of everything the vault seals."""
    found = {
        (model._meta.db_table, field.attname)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.BinaryField) and field.name.startswith("sealed")
    }
    return sorted(found | ALSO_SEALED)
