"""A step of a migration that changes the tables of one room, and no model."""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class TablesOfRoom(Operation):
    """What such steps share; `tables` limits one to some tables, for later migrations of a room."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, app_label: str, tables: tuple[str, ...] = ()) -> None:
        self.app_label = app_label
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How the step is written down again."""
        return (type(self).__name__, [self.app_label, self.tables], {})

    def is_meant(self, table: str) -> bool:
        """True when the step is for this table of the room."""
        return not self.tables or table in self.tables
