"""Undoing an import: everything as it was, or nothing at all."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from storstua import vault
from storstua.audit import actions as audit
from storstua.base.bringing_in import Trace
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.imports import sealing
from storstua.imports.choices import Outcome, State
from storstua.imports.desks import DESKS
from storstua.imports.locks import locked
from storstua.imports.models import Import, ImportedRow

LOT = 2000


class ChangedSince(Refusal):
    """Rows of the import have been changed or used since; `lines` are their lines in the file."""

    def __init__(self, lines: list[int]) -> None:
        super().__init__(
            ngettext(
                "%(count)s rad er endret eller brukt etterpå. Da kan importen ikke angres.",
                "%(count)s rader er endret eller brukt etterpå. Da kan importen ikke angres.",
                len(lines),
            )
            % {"count": len(lines)}
        )
        self.lines = lines


@transaction.atomic
def undo(*, by: Viewer, file: Import, seen: int | None = None) -> None:
    """Make everything as it was before the import, for seven days.

    Follows: what it made is gone, what it changed is as before, and the file is deleted. Refuses
    those who may not, an import that is too old, and (with their lines) when rows have been
    changed or used since.
    """
    row = locked(by=by, file=file, states=(State.DONE,), seen=seen)
    if not row.may_be_undone():
        raise Refusal(_("Det er mer enn sju dager siden. Nå kan importen ikke angres."))
    desk = DESKS[row.subject]
    changed: set[int] = set()
    for traces in _traces(row):
        changed |= desk.changed_since(by, row.organisation, traces)
    if changed:
        raise ChangedSince(sorted(changed))
    for traces in _traces(row):
        desk.undo(by, row.organisation, traces)
    keys = ImportedRow.objects.filter(file=row, outcome=Outcome.CHANGED, target_key__isnull=False)
    audit.wrote_many(
        "bring in undone",
        desk.noun,
        [key for key in keys.values_list("target_key", flat=True) if key],
        by=by,
        purpose=f"file {row.key}",
    )
    _forget(row)
    audit.wrote("undo import", row, by=by, purpose=row.subject)


def _traces(file: Import) -> Iterator[dict[int, Trace]]:
    """What the lines wrote, some lines at a time, the last first."""
    rows = file.rows.filter(sealed_trace__isnull=False)
    below = None
    while True:
        some = rows.filter(line__lt=below) if below is not None else rows
        lot = list(some.order_by("-line")[:LOT])
        if not lot:
            return
        below = lot[-1].line
        yield {row.line: _trace(row) for row in lot}


def _trace(row: ImportedRow) -> Trace:
    return Trace.from_plain(sealing.open_json(row, "trace", bytes(row.sealed_trace or b"")))


def _forget(file: Import) -> None:
    rows = ImportedRow.objects.filter(file=file)
    rows.filter(outcome__in=(Outcome.FAULT, Outcome.UNCHANGED)).delete()
    rows.update(
        outcome=Outcome.UNDONE, identity=None, target_key=None, sealed_line=None, sealed_trace=None
    )
    vault.erase(sealing.drawer_of(file))
    file.state, file.sealed_content, file.sealed_headings = State.UNDONE, None, None
    file.write("state", "sealed_content", "sealed_headings")
