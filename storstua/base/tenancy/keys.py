"""Keeps rows of one organisation together: composite foreign keys in the database itself."""

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from .step import TablesOfRoom


def is_organisation_bound(model: type[models.Model]) -> bool:
    """True when rows of the model belong to one organisation."""
    return any(
        isinstance(field, models.ForeignKey)
        and field.name == "organisation"
        and field.related_model._meta.label_lower == "organisations.organisation"
        for field in model._meta.local_fields
    )


def cross_keys(apps: Apps, app_label: str) -> list[tuple[str, str, str]]:
    """Every (table, column, target table) of a room that must stay inside one organisation."""
    found = []
    for model in apps.get_app_config(app_label).get_models(include_auto_created=True):
        if not is_organisation_bound(model):
            continue
        for field in model._meta.local_fields:
            target = field.related_model
            if not isinstance(field, models.ForeignKey) or not isinstance(target, type):
                continue
            if is_organisation_bound(target):
                found.append((model._meta.db_table, field.column, target._meta.db_table))
    return found


class KeepInOrganisation(TablesOfRoom):
    """Migration step: composite foreign keys (organisation, id) for the room's tables.

    A plain foreign key would let a row of one organisation point to a row of another.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Add the constraints."""
        for table, column, target in self._keys(to_state):
            schema_editor.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{self._name(table, column)}" '
                f'FOREIGN KEY (organisation_id, "{column}") '
                f'REFERENCES "{target}" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED'
            )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the constraints away again."""
        for table, column, _target in self._keys(from_state):
            name = self._name(table, column)
            schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"')

    def describe(self) -> str:
        """What the migration list says about this step."""
        return f"Keep the rows of {self.app_label} inside their organisation"

    def _keys(self, state: ProjectState) -> list[tuple[str, str, str]]:
        keys = cross_keys(state.apps, self.app_label)
        return [key for key in keys if self.is_meant(key[0])]

    @staticmethod
    def _name(table: str, column: str) -> str:
        return f"{table}_{column}_same_organisation"[:63]
