"""Bare numbers for a month, for those who do not log each talk."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.activities.actions.changing import note
from storstua.activities.actions.undoing import remove
from storstua.activities.choices import Mode, Type
from storstua.activities.models import Activity, ActivitySupporter
from storstua.activities.queries.people import NamedSupporter, own_supporter
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation

MOST = 999
COUNTED = {
    "phone_talks": (Type.TALK, Mode.PHONE),
    "visits": (Type.OUTREACH, Mode.PHYSICAL),
    "get_togethers": (Type.GET_TOGETHER, Mode.PHYSICAL),
}


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """What one supporter did in a month beside what is logged one by one."""

    phone_talks: int = 0
    visits: int = 0
    get_togethers: int = 0


@transaction.atomic
def log_month_counts(
    *, by: Viewer, organisation: Organisation, month: date, counts: MonthCounts
) -> None:
    """Set the viewer's own bare numbers for the month that contains `month`.

    Set again they replace those from before; 0 takes a number away. They count in the own report;
    a bare number of visits has no dates, so the grant report puts it up for decision. Refuses a
    month that has not begun, numbers above 999, and people who are no supporters.
    """
    first = month.replace(day=1)
    supporter = own_supporter(by)
    if supporter is None or by.organisation_id != organisation.id or not by.holds(Role.SUPPORTER):
        raise Refusal(_("Bare [[likepersoner]] kan registrere antall."))
    if first > clock.today():
        raise Refusal(_("Velg en måned som har begynt."), field="month")
    for name, (type_, mode) in COUNTED.items():
        number: int = getattr(counts, name)
        if not 0 <= number <= MOST:
            raise Refusal(_("Skriv et tall fra 0 til 999."), field=name)
        _set(by, supporter, (first, type_, mode), number)


def _set(by: Viewer, supporter: NamedSupporter, what: tuple[date, Type, Mode], number: int) -> None:
    rows = Activity.objects.select_for_update()
    if not number:
        for row in rows.filter(**_same(by, what)):
            remove(by=by, activity=row)
        return
    row, made = rows.get_or_create(
        **_same(by, what),
        defaults={
            "records": number,
            "branch_id": supporter.branch_id,
            "municipality": supporter.municipality,
            "county": supporter.county,
        },
    )
    if made:
        ActivitySupporter.objects.create(
            organisation_id=row.organisation_id, activity=row, supporter_id=supporter.id
        )
        audit.wrote("log month count", row, by=by)
    elif row.records != number:
        note(by=by, row=row, changes={"records": [row.records, number]})
        row.records = number
        row.write("records")


def _same(by: Viewer, what: tuple[date, Type, Mode]) -> dict[str, object]:
    first, type_, mode = what
    return {
        "organisation_id": by.organisation_id,
        "logged_by_id": by.person_id,
        "done_on": first,
        "type": type_,
        "mode": mode,
        "is_month_count": True,
        "undone_at": None,
    }
