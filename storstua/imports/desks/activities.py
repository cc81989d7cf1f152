"""Hands rows about activities over to the activities room."""

from storstua.activities.actions import from_office
from storstua.activities.actions.from_office import OfficeActivity
from storstua.base.bringing_in import Judged
from storstua.imports.desks.desk import Lot, RoomDesk
from storstua.imports.kinds import ActivityRow


class ActivityDesk(RoomDesk):
    """Activity rows."""

    noun = "activities.activity"
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


def _rows(lot: Lot) -> list[OfficeActivity]:
    return [_row(row, lot) for row in lot.rows if isinstance(row, ActivityRow)]


def _row(row: ActivityRow, lot: Lot) -> OfficeActivity:
    return OfficeActivity(
        line=row.line,
        office_id=row.id,
        known_key=lot.known.get(row.identity),
        done_on=row.done_on,
        type=row.type,
        mode=row.mode,
        country=row.country,
        municipality=row.place.municipality,
        county=row.place.county,
        minutes=row.minutes,
        participants=row.participants,
        supporter_ids=lot.ids.of_supporters(row.supporters),
        led_by_supporter=row.led_by_supporter,
        is_own_event=row.own_event,
        kind=row.kind,
        topic_id=next(iter(lot.ids.of_topics([row.theme] if row.theme else [])), None),
    )
