"""Hands rows about requests over to the matching room."""

from collections.abc import Mapping

from storstua.base.bringing_in import Judged, Trace
from storstua.base.viewer import Viewer
from storstua.imports.desks.desk import Desk, Lot
from storstua.imports.kinds import RequestRow
from storstua.matching.actions import from_office
from storstua.matching.actions.from_office import OfficeRequest
from storstua.organisations.models import Organisation


class RequestDesk(Desk):
    """Request rows."""

    def judge(self, lot: Lot) -> list[Judged]:
        """Say what would become of each row; writes nothing."""
        return from_office.judge_from_office(
            by=lot.by, organisation=lot.organisation, rows=_rows(lot)
        )

    def bring_in(self, lot: Lot) -> list[Judged]:
        """Bring the rows in."""
        return from_office.bring_in_from_office(
            by=lot.by, organisation=lot.organisation, rows=_rows(lot)
        )

    def changed_since(
        self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
    ) -> set[int]:
        """The lines that someone has changed or used since."""
        return from_office.changed_since_office(by=by, organisation=organisation, traces=traces)

    def undo(self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]) -> None:
        """Make everything as it was before these lines."""
        from_office.undo_from_office(by=by, organisation=organisation, traces=traces)


def _rows(lot: Lot) -> list[OfficeRequest]:
    return [_row(row, lot) for row in lot.rows if isinstance(row, RequestRow)]


def _row(row: RequestRow, lot: Lot) -> OfficeRequest:
    return OfficeRequest(
        line=row.line,
        office_id=row.id,
        known_key=lot.known.get(row.identity),
        received_on=row.received_on,
        area_id=next(iter(lot.ids.of_areas([row.area] if row.area else [])), None),
        role=row.role,
        gender=row.gender,
        age_band=row.age_band,
        life_phase=row.life_phase,
        municipality=row.place.municipality,
        county=row.place.county,
        languages=row.languages,
        contact_forms=row.contact_forms,
        wish_gender=row.wish_gender,
        wish_age=row.wish_age,
        must=row.must,
        topic_ids=lot.ids.of_topics(row.themes),
        excluded_ids=lot.ids.of_supporters(row.excluded),
    )
