"""Deciding what the rules leave open, and freezing a year's report."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.activities import permissions as activities
from storstua.activities import queries as log
from storstua.activities.counting import Result
from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.people.models import Person
from storstua.reports import permissions, queries
from storstua.reports.choices import DecisionReason
from storstua.reports.models import Decision, FrozenReport
from storstua.reports.snapshot import digest, written

NOT_YOURS = _("Bare koordinator og administrator for hele organisasjonen kan gjøre dette.")


@transaction.atomic
def decide(
    *,
    by: Viewer,
    organisation: Organisation,
    keys: Collection[UUID],
    counts: bool,
    reason: DecisionReason,
) -> int:
    """Decide whether activities count that the rules leave open; returns how many.

    Follows: they leave the open ones and stand in the report as decided, with who, why and when;
    an earlier decision stays in the table. Refuses rows that are not open, and to count in doubt.
    """
    if not permissions.may_decide(by, organisation.id):
        raise Refusal(NOT_YOURS)
    if counts and reason is DecisionReason.IN_DOUBT:
        raise Refusal(_("Er dere i tvil, skal den ikke telle."), field="reason")
    rows = log.judged(activities.readable(by).filter(key__in=set(keys)).order_by("id"))
    still_open = [row for row in rows if row.verdict.result is Result.REVIEW]
    if not keys or len(still_open) != len(set(keys)):
        raise Refusal(_("Noen av radene skal ikke vurderes lenger. Se over og velg på nytt."))
    decisions = [
        Decision(
            organisation=organisation,
            activity_id=row.fact.id,
            counts=counts,
            reason=reason,
            questions=list(row.verdict.reasons),
            decided_by_id=by.person_id or None,
        )
        for row in still_open
    ]
    for decision in Decision.objects.bulk_create(decisions):
        audit.wrote("decide on activity", decision, by=by, purpose=reason)
    return len(decisions)


@transaction.atomic
def freeze(*, by: Viewer, organisation: Organisation, year: int) -> FrozenReport:
    """Keep the grant report of a year as it stands now, with date and name, as a new version.

    Refuses a year without activities, and when nothing has changed since the last version.
    """
    if not permissions.may_decide(by, organisation.id):
        raise Refusal(NOT_YOURS)
    Organisation.objects.select_for_update().get(id=organisation.id)
    live = queries.live(by, year)
    if not live.report.lines:
        raise Refusal(_("Det er ingen aktiviteter dette året."))
    said = digest(live.report.lines)
    last = live.versions[0] if live.versions else None
    if last and last.digest == said:
        raise Refusal(_("Ingenting er endret siden rapporten ble fryst."))
    person = Person.objects.filter(id=by.person_id).first()
    made = FrozenReport.objects.create(
        organisation=organisation,
        year=year,
        number=last.number + 1 if last else 1,
        frozen_by=person,
        frozen_by_name=person.full_name if person else "",
        rulesets=list(live.report.rulesets),
        activity_days=live.report.total.activity_days,
        digest=said,
        lines=[written(line) for line in live.report.lines],
    )
    audit.wrote("freeze report", made, by=by, purpose=f"{year}, {made.number}")
    return made
