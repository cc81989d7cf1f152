"""Works through the good rows of a file some at a time: they are judged or brought in."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from uuid import UUID

from storstua.base.bringing_in import Judged
from storstua.base.viewer import Viewer
from storstua.imports import sealing
from storstua.imports.choices import Outcome, Subject
from storstua.imports.desks import DESKS
from storstua.imports.desks.desk import Lot
from storstua.imports.faults import Fault
from storstua.imports.kinds import Row
from storstua.imports.models import ImportedRow
from storstua.imports.organisation_known import Ids
from storstua.imports.reading import Reading
from storstua.organisations.models import Organisation

LOT = 500


class Work:
    """The good rows of one reading, handed to the room that keeps such things."""

    def __init__(
        self, by: Viewer, organisation: Organisation, reading: Reading[Row], ids: Ids
    ) -> None:
        self.by, self.organisation, self.reading, self.ids = by, organisation, reading, ids
        self.desk = DESKS[reading.kind]
        self.earlier: dict[UUID, int] = {}

    def judge(self) -> Iterator[tuple[Sequence[Row], list[Judged]]]:
        """Judge all rows, some at a time; nothing is written."""
        for rows in batched(self.reading.rows, LOT, strict=False):
            yield rows, self._remember(self.desk.judge(self._lot(rows)))

    def bring_in(self, rows: Sequence[Row]) -> list[Judged]:
        """Bring in some rows."""
        return self._remember(self.desk.bring_in(self._lot(rows)))

    def fault_of(self, judged: Judged) -> Fault | None:
        """The fault of a row that cannot go in beside what is there, as a fault of its cell."""
        if judged.fault is None:
            return None
        code, field, details = judged.fault
        column = self.reading.headings.by_field.get(field, "")
        written = self.reading.headings.written
        cells = self.reading.originals[judged.line]
        value = cells[written.index(column)] if column in written else ""
        return Fault(judged.line, column, value, code, field, details)

    def _lot(self, rows: Sequence[Row]) -> Lot:
        known = known_keys(self.organisation.id, self.reading.kind, rows)
        return Lot(self.by, self.organisation, rows, self.ids, self.earlier, known)

    def _remember(self, judged: list[Judged]) -> list[Judged]:
        self.earlier |= {each.key: each.line for each in judged if each.key}
        return judged


def known_keys(organisation_id: int, subject: str, rows: Iterable[Row]) -> dict[str, UUID]:
    """What earlier imports made of lines like these, by identity; one query at most.

    Supporters are known by what stands with them, and so never need it.
    """
    if subject == Subject.SUPPORTERS:
        return {}
    hashes = {sealing.identity_of(organisation_id, subject, row.identity): row for row in rows}
    found = ImportedRow.objects.filter(
        organisation_id=organisation_id,
        identity__in=hashes,
        outcome__in=(Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED),
        target_key__isnull=False,
        file__subject=subject,
    ).order_by("id")
    pairs = found.values_list("identity", "target_key")
    return {hashes[bytes(each)].identity: key for each, key in pairs if each and key}
