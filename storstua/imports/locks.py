"""The lock that every change of an import takes, and who is refused."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.imports import permissions
from storstua.imports.choices import State
from storstua.imports.models import Import

NOT_YOURS = _("Du kan ikke hente inn slike filer.")
NOT_NOW = _("Dette er alt gjort, eller noen andre er i gang med det.")


def locked_row(file_id: int) -> Import:
    """The import, locked, without its file."""
    rows = Import.objects.select_related("organisation").defer("sealed_content")
    return rows.select_for_update(of=("self",)).get(id=file_id)


def locked(*, by: Viewer, file: Import, states: Collection[State], seen: int | None) -> Import:
    """The import, locked; refuses those who may not, and one that stands elsewhere."""
    row = locked_row(file.id)
    if not permissions.may_import(by, row.organisation, row.subject):
        raise Refusal(NOT_YOURS)
    if row.state not in states:
        raise Refusal(NOT_NOW)
    row.check_version(seen)
    return row
