"""Seals what stands in a file: the whole, its headings, each line, and how a line is known."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from storstua import vault
from storstua.imports.models import Import, ImportedRow


def _place(row: Import | ImportedRow, column: str) -> vault.Place:
    return vault.Place(row._meta.db_table, column, row.organisation_id, str(row.key))


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
