"""How a room tells the vault which of its columns are sealed, and where each value belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .places import Place


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column that holds sealed values: texts, or whole files.

    `rows` gives the rows with all that `place_of` needs; the column may be empty in some.
    """

    rows: Callable[[], QuerySet[Any]]
    column: str
    place_of: Callable[[Any], Place]
    is_file: bool = False

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self.rows().model._meta.db_table}.{self.column}"
