"""One event, two registrations: one stays, the other is marked as registered before."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.activities import permissions
from storstua.activities.actions.changing import Changes, note
from storstua.activities.choices import Kind
from storstua.activities.models import Activity, ActivitySupporter
from storstua.activities.values import NOT_YOURS
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer


@transaction.atomic
def merge(*, by: Viewer, kept: Activity, double: Activity) -> None:
    """Mark `double` as another registration of `kept`, and name its supporters on `kept` too.

    Follows: `double` counts no longer; both histories tell. It is turned back by changing the kind
    of `double`. Refuses those who do not keep the log, and a row that is a double already.
    """
    rows = Activity.objects.standing().select_for_update().order_by("id")
    found = {row.id: row for row in rows.filter(id__in={kept.id, double.id})}
    if len(found) != 2:
        raise Refusal(_("Dette er slettet av noen andre."))
    stays, goes = found[kept.id], found[double.id]
    if not permissions.may_keep(by, stays) or not permissions.may_keep(by, goes):
        raise Refusal(NOT_YOURS)
    if Kind.DUPLICATE in {stays.kind, goes.kind}:
        raise Refusal(_("En av dem er allerede merket som registrert fra før."))
    note(by=by, row=goes, changes={"kind": [goes.kind, Kind.DUPLICATE.value]})
    goes.kind, goes.duplicate_of = Kind.DUPLICATE, stays
    goes.write("kind", "duplicate_of")
    if added := _add_supporters(stays, goes):
        note(by=by, row=stays, changes=added)
        stays.write()


def _add_supporters(stays: Activity, goes: Activity) -> Changes:
    named = ActivitySupporter.objects.filter(activity__in=[stays, goes])
    of = {stays.id: set[int](), goes.id: set[int]()}
    for activity_id, supporter_id in named.values_list("activity_id", "supporter_id"):
        of[activity_id].add(supporter_id)
    missing = of[goes.id] - of[stays.id]
    ActivitySupporter.objects.bulk_create(
        ActivitySupporter(
            organisation_id=stays.organisation_id, activity=stays, supporter_id=supporter_id
        )
        for supporter_id in sorted(missing)
    )
    return {"supporters": [sorted(of[stays.id]), sorted(of[stays.id] | missing)]} if missing else {}
