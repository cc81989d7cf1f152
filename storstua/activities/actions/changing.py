"""Putting right what was logged; each change stays in the history."""

from collections.abc import Collection
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.activities import permissions
from storstua.activities.choices import Kind
from storstua.activities.models import Activity, ActivityChange, ActivitySupporter
from storstua.activities.queries.people import supporters_of
from storstua.activities.values import NOT_YOURS, Values, check, plain
from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer

# What a supporter cannot change alone: it decides what counts, and who was there.
FOR_KEEPERS = {"kind", "led_by_supporter", "is_own_event", "branch_id", "office_id"}

type Changes = dict[str, list[object]]


@transaction.atomic
def change(
    *,
    by: Viewer,
    activity: Activity,
    seen: int | None = None,
    supporter_ids: Collection[int] | None = None,
    **values: Unpack[Values],
) -> None:
    """Change what is said of an activity, and with `supporter_ids` who took part.

    Follows: one line in its history, and reports that count anew. Refuses what others logged, what
    only those who keep the log may change, a supporter of a branch whose log is not theirs, and a
    row that someone changed meanwhile.
    """
    row = Activity.objects.select_for_update().get(id=activity.id)
    if not permissions.may_change(by, row):
        raise Refusal(NOT_YOURS)
    if row.undone_at or row.is_month_count:
        raise Refusal(_("Dette er slettet, eller det er bare et antall. Det kan ikke endres her."))
    if not permissions.may_keep(by, row) and (
        supporter_ids is not None or FOR_KEEPERS & values.keys()
    ):
        raise Refusal(NOT_YOURS)
    row.check_version(seen)
    check(values)
    changes: Changes = {
        name: [plain(getattr(row, name)), plain(value)]
        for name, value in values.items()
        if getattr(row, name) != value
    }
    for name in changes:
        setattr(row, name, values[name])  # type: ignore[literal-required]
    if supporter_ids is not None:
        changes |= _rename(by, row, supporter_ids)
    if changes:
        if row.kind != Kind.DUPLICATE:
            row.duplicate_of = None
        row.write("duplicate_of", *(name for name in changes if name != "supporters"))
        note(by=by, row=row, changes=changes)


def note(*, by: Viewer, row: Activity, changes: Changes) -> None:
    """Write a change into the history and the audit."""
    ActivityChange.objects.create(
        organisation_id=row.organisation_id,
        activity=row,
        changed_by_id=by.person_id or None,
        changed=changes,
    )
    audit.wrote("change activity", row, by=by)


def _rename(by: Viewer, row: Activity, supporter_ids: Collection[int]) -> Changes:
    """Make these the supporters who took part; returns what changed."""
    wanted, rows = set(supporter_ids), ActivitySupporter.objects.filter(activity=row)
    named = set(rows.values_list("supporter_id", flat=True))
    if wanted == named:
        return {}
    added = supporters_of(row.organisation_id, wanted - named)
    may_add = permissions.may_log(by, (), {each.branch_id for each in added.values()})
    if len(added) < len(wanted - named) or not may_add:
        raise Refusal(_("Velg blant [[likepersonene]] i organisasjonen."), field="supporters")
    rows.filter(supporter_id__in=named - wanted).delete()
    ActivitySupporter.objects.bulk_create(
        ActivitySupporter(
            organisation_id=row.organisation_id, activity=row, supporter_id=supporter_id
        )
        for supporter_id in sorted(wanted - named)
    )
    return {"supporters": [sorted(named), sorted(wanted)]}
