"""Row-level security on every table of an organisation, forced on the tables' owner too."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from .step import TablesOfRoom

# Tables that name an organisation and yet stand outside its walls, each with the reason.
OUTSIDE = {
    "people_receipt": "leads from the hash of receipt words to the organisation to enter",
    "people_place_of_account": "leads from a sign-in to the organisations it may enter",
    "people_remembered_phone": "shown to its owner beside the sessions of the account",
    "organisations_signpost": "leads from the hash of a secret link to the organisation to enter",
}
WALL, ROWS = "organisation_wall", "organisation_rows"
_HERE = "nullif(current_setting('app.organisation', true), '')"


def wall_column(model: type[models.Model]) -> "models.Field[Any, Any] | None":
    """The column that says whose a row is; None for tables of the installation."""
    if model._meta.db_table in OUTSIDE or model._meta.proxy or not model._meta.managed:
        return None
    fields = model._meta.local_concrete_fields
    return next((field for field in fields if field.column == "organisation_id"), None)


def walled(apps: Apps, app_label: str) -> list[tuple[str, str]]:
    """Each table of a room that has walls, with the condition on its rows."""
    found = []
    for model in apps.get_app_config(app_label).get_models(include_auto_created=True):
        field = wall_column(model)
        if field is not None:
            found.append((model._meta.db_table, _condition(field)))
    return found


def _condition(field: "models.Field[Any, Any]") -> str:
    """The row is of the organisation entered. Rows without one are those of INSTALLATION (0)."""
    kind = field.db_type(connection)
    column = "coalesce(organisation_id, 0)" if field.null else "organisation_id"
    return f"{column} = {_HERE}::{kind}"


class RaiseWalls(TablesOfRoom):
    """Migration step: only rows of the organisation entered can be read or written.

    One policy restricts, whatever others are added later; one permits, without which nothing
    would be there at all.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Put the walls up."""
        for table, condition in self._walled(to_state):
            for statement in raising(table, condition):
                schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the walls down."""
        for table, _condition in self._walled(from_state):
            schema_editor.execute(f'DROP POLICY IF EXISTS {WALL} ON "{table}"')
            schema_editor.execute(f'DROP POLICY IF EXISTS {ROWS} ON "{table}"')
            schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        """What the migration list says about this step."""
        return f"Raise the walls around each organisation's rows of {self.app_label}"

    def _walled(self, state: ProjectState) -> list[tuple[str, str]]:
        found = walled(state.apps, self.app_label)
        return [each for each in found if self.is_meant(each[0])]


def raising(table: str, condition: str) -> Iterator[str]:
    """The statements that put the walls around a table's rows, also where some stand already."""
    yield f'DROP POLICY IF EXISTS {WALL} ON "{table}"'
    yield f'DROP POLICY IF EXISTS {ROWS} ON "{table}"'
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield (
        f'CREATE POLICY {WALL} ON "{table}" AS RESTRICTIVE FOR ALL '
        f"USING ({condition}) WITH CHECK ({condition})"
    )
    yield f'CREATE POLICY {ROWS} ON "{table}" AS PERMISSIVE FOR ALL USING (true) WITH CHECK (true)'


type Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def in_each_organisation(work: Step) -> Step:
    """The same step of a data migration inside each organisation in turn, as the owner must be."""

    def everywhere(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("select id from organisations_organisation order by id")
            for (organisation_id,) in cursor.fetchall():
                cursor.execute(
                    "select set_config('app.organisation', %s, true)", [str(organisation_id)]
                )
                work(apps, schema_editor)
            cursor.execute("select set_config('app.organisation', '', true)")

    return everywhere
