"""Deleting files and what stood in them when the seven days are over."""

from django.db import transaction

from storstua import vault
from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.imports import sealing
from storstua.imports.choices import Outcome, State
from storstua.imports.locks import NOT_YOURS
from storstua.imports.models import Import, ImportedRow


@transaction.atomic
def purge(*, by: Viewer, file_id: int) -> None:
    """Delete a file whose time is over, with all that was kept of its lines.

    What was brought in stays, and so does what it takes to know the lines again. A file that
    nobody brought in goes altogether. Refuses people: only the clock does this.
    """
    if not by.is_system:
        raise Refusal(NOT_YOURS)
    file = Import.objects.select_for_update().get(id=file_id)
    audit.wrote("delete file", file, by=by, purpose=file.subject)
    vault.erase(sealing.drawer_of(file))
    if file.state not in {State.DONE, State.UNDONE}:
        file.delete()
        return
    rows = ImportedRow.objects.filter(file=file)
    rows.filter(outcome__in=(Outcome.FAULT, Outcome.UNCHANGED)).delete()
    rows.update(sealed_line=None, sealed_trace=None)
    file.sealed_content, file.sealed_headings = None, None
    file.write("sealed_content", "sealed_headings")
