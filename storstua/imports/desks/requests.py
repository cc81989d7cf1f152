"""Hands rows about requests over to the matching room."""

from storstua.base.bringing_in import Judged
from storstua.imports.desks.desk import Lot, RoomDesk
from storstua.imports.kinds import RequestRow
from storstua.matching.actions import from_office
from storstua.matching.actions.from_office import OfficeRequest


class RequestDesk(RoomDesk):
    """Request rows."""

    noun = "matching.request"
    office = from_office

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
