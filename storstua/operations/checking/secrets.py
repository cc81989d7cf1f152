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
        key_id = vault.installed_key_id()
    except vault.KeyFileFault as fault:
        yield wrong("key", str(fault))
        return
    foreign, looked_at = sealed_otherwise(key_id)
    if foreign:
        yield wrong("key", f"another key sealed {', '.join(foreign)}; put that key file back.")
    else:
        yield ok("key", f"private, and fits what is sealed in {looked_at} columns.")


def sealed_otherwise(key_id: bytes) -> tuple[list[str], int]:
    """The columns whose oldest or newest value has another key, and how many hold any value."""
    foreign, looked_at = [], 0
    for table, column in sealed_columns():
        samples = queries.head_samples(table, column)
        looked_at += bool(samples)
        if any(vault.key_id_of(sample) != key_id for sample in samples):
            foreign.append(f"{table}.{column}")
    return foreign, looked_at


def sealed_columns() -> list[tuple[str, str]]:
    """Table and column of everything the vault seals."""
    found = {
        (model._meta.db_table, field.attname)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.BinaryField) and field.name.startswith("sealed")
    }
    return sorted(found | ALSO_SEALED)
