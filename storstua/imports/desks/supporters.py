"""Hands rows about supporters over to the supporters room."""

from storstua.base.bringing_in import Judged
from storstua.imports.desks.desk import Lot, RoomDesk
from storstua.imports.kinds import SupporterRow
from storstua.people.from_office import OfficePerson
from storstua.supporters.actions import from_office
from storstua.supporters.from_office import OfficeSupporter


class SupporterDesk(RoomDesk):
    """Supporter rows."""

    noun = "supporters.supporter"
    office = from_office

    def judge(self, lot: Lot) -> list[Judged]:
        """Say what would become of each row; writes nothing."""
        return from_office.judge_from_office(
            by=lot.by, organisation=lot.organisation, rows=_rows(lot), earlier=lot.earlier
        )

    def bring_in(self, lot: Lot) -> list[Judged]:
        """Bring the rows in."""
        return from_office.bring_in_from_office(
            by=lot.by, organisation=lot.organisation, rows=_rows(lot), earlier=lot.earlier
        )


def _rows(lot: Lot) -> list[OfficeSupporter]:
    return [_row(row, lot) for row in lot.rows if isinstance(row, SupporterRow)]


def _row(row: SupporterRow, lot: Lot) -> OfficeSupporter:
    return OfficeSupporter(
        line=row.line,
        person=OfficePerson(
            given_name=row.name.removesuffix(row.family_name).strip(),
            family_name=row.family_name,
            phone=row.phone,
            mail=row.mail,
            is_member=row.member,
        ),
        office_id=row.id,
        municipality=row.place.municipality,
        county=row.place.county,
        capacity=row.capacity,
        starting_load=row.active_matches,
        is_approved_for_minors=row.minors_approved,
        role=row.role,
        gender=row.gender,
        birth_year=row.birth_year,
        life_phase=row.life_phase,
        languages=row.languages,
        contact_forms=row.contact_forms,
        area_ids=lot.ids.of_areas(row.areas),
        topic_ids=lot.ids.of_topics(row.themes),
        is_paused=row.paused,
        appointed_on=row.appointed_on,
        declaration_on=row.declaration_on,
        course_on=row.course_on,
        alike=tuple((mark.code, mark.line) for mark in row.marks),
    )
