"""Seals what stands in a file: the whole, its headings, each line, and how a line is known."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from storstua import vault
from storstua.imports.choices import State
from storstua.imports.models import Import, ImportedRow


def drawer_of(file: Import) -> vault.Drawer:
    """What holds a file and all that is kept of its lines, and is erased with them."""
    return vault.Drawer("import", file.organisation_id, str(file.key))


def _place(row: Import | ImportedRow, column: str) -> vault.Place:
    file = row if isinstance(row, Import) else row.file
    return drawer_of(file).place(row._meta.db_table, column, row.key)


def seal_content(row: Import, content: bytes) -> bytes:
    """The file, sealed."""
    return b"".join(vault.seal_file([content], _place(row, "content")))


def content_of(row: Import) -> bytes:
    """The file as it was sent in; raises ValueError when it has been deleted."""
    if row.sealed_content is None:
        raise ValueError("The file has been deleted.")
    return b"".join(vault.open_file([bytes(row.sealed_content)], _place(row, "content")))


def seal_json(row: Import | ImportedRow, column: str, value: Mapping[str, Any]) -> bytes:
    """A value in plain types, sealed for one column of a row."""
    return vault.seal(json.dumps(value, separators=(",", ":")), _place(row, column))


def open_json(row: Import | ImportedRow, column: str, sealed: bytes | memoryview) -> dict[str, Any]:
    """The value that `seal_json` was given."""
    value: dict[str, Any] = json.loads(vault.open_sealed(bytes(sealed), _place(row, column)))
    return value


def digest_of(organisation_id: int, content: bytes) -> bytes:
    """A keyed hash by which the same file is known again."""
    return vault.lookup_hash(hashlib.sha256(content).hexdigest(), f"imports|{organisation_id}")


def identity_of(organisation_id: int, subject: str, identity: str) -> bytes:
    """A keyed hash by which the same line is known again."""
    return vault.lookup_hash(identity, f"imports.{subject}|{organisation_id}")


SEALED = (
    vault.SealedColumn(
        Import.objects.all, "sealed_content", lambda row: _place(row, "content"), is_file=True
    ),
    vault.SealedColumn(
        Import.objects.all,
        "sealed_headings",
        lambda row: _place(row, "reason" if row.state == State.FAILED else "headings"),
    ),
    vault.SealedColumn(
        lambda: ImportedRow.objects.select_related("file"),
        "sealed_line",
        lambda row: _place(row, "line"),
    ),
    vault.SealedColumn(
        lambda: ImportedRow.objects.select_related("file"),
        "sealed_trace",
        lambda row: _place(row, "trace"),
    ),
)
