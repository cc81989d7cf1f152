"""Logging one activity by hand; files have an action of their own."""

from collections.abc import Collection, Iterable
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.activities import permissions
from storstua.activities.models import Activity, ActivitySupporter
from storstua.activities.queries.people import NamedSupporter, supporters_of
from storstua.activities.values import Values, check
from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation


@transaction.atomic
def log(
    *,
    by: Viewer,
    organisation: Organisation,
    supporter_ids: Collection[int],
    **values: Unpack[Values],
) -> Activity:
    """Log one activity with every supporter who took part; it is in the reports at once.

    Place and branch are the first supporter's unless they are said. No seeker is stored. Refuses
    supporters who were not there themselves, and a day that has not come.
    """
    there = _named(supporters_of(organisation.id, supporter_ids), supporter_ids)
    may_log = permissions.may_log(
        by, [each.person_id for each in there], [each.branch_id for each in there]
    )
    if not may_log or not by.acts_in(organisation.id):
        raise Refusal(_("Du kan bare registrere det du selv har vært med på."))
    activity = _built(by, organisation, there, values)
    activity.save(force_insert=True)
    ActivitySupporter.objects.bulk_create(
        ActivitySupporter(organisation=organisation, activity=activity, supporter_id=each.id)
        for each in there
    )
    audit.wrote("log activity", activity, by=by)
    return activity


def _named(known: dict[int, NamedSupporter], wanted: Iterable[int]) -> list[NamedSupporter]:
    ids = list(dict.fromkeys(wanted))
    if not all(each in known for each in ids):
        raise Refusal(_("Velg blant [[likepersonene]] i organisasjonen."), field="supporters")
    return [known[each] for each in ids]


def _built(
    by: Viewer, organisation: Organisation, there: list[NamedSupporter], values: Values
) -> Activity:
    check(values)
    activity = Activity(organisation=organisation, logged_by_id=by.person_id or None)
    if there:
        first = there[0]
        activity.branch_id = first.branch_id
        activity.municipality, activity.county = first.municipality, first.county
    for name, value in values.items():
        setattr(activity, name, value)
    return activity
