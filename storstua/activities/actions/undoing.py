"""Taking activities back: in one press at once, or later."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from storstua.activities import permissions
from storstua.activities.models import Activity
from storstua.activities.values import NOT_YOURS
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer

TOO_LATE = _("Det er mer enn ti minutter siden. Du kan fremdeles endre eller slette det.")


@transaction.atomic
def undo(*, by: Viewer, activity: Activity) -> None:
    """Take back in one press what was logged in the last ten minutes; it leaves every report.

    Refuses later than that, and what others logged. Pressed twice it stays taken back.
    """
    row = _locked(by, activity)
    if row.undone_at is None:
        if not row.may_be_undone():
            raise Refusal(TOO_LATE)
        _take_back(by, row, "undo activity")


@transaction.atomic
def remove(*, by: Viewer, activity: Activity, seen: int | None = None) -> None:
    """Delete an activity from the log and the reports; the row stays for the history.

    Refuses what others logged, and a row that someone changed meanwhile.
    """
    row = _locked(by, activity)
    if row.undone_at is None:
        row.check_version(seen)
        _take_back(by, row, "remove activity")


@transaction.atomic
def restore(*, by: Viewer, activity: Activity) -> None:
    """Put back what was deleted in the last ten minutes; it is in every report again.

    Refuses later than that, what others logged, and the count of a month that was said anew.
    """
    row = _locked(by, activity)
    if row.undone_at is None:
        return
    if not row.may_be_restored():
        raise Refusal(_("Det er mer enn ti minutter siden. Registrer det på nytt."))
    row.undone_at = None
    try:
        with transaction.atomic():
            row.write("undone_at")
    except IntegrityError as fault:
        # Another count of the same month and kind stands in its place, perhaps since just now.
        raise Refusal(_("Antallet er skrevet inn på nytt i mellomtiden.")) from fault
    audit.wrote("restore activity", row, by=by)


def _locked(by: Viewer, activity: Activity) -> Activity:
    row = Activity.objects.select_for_update().get(id=activity.id)
    if not permissions.may_change(by, row):
        raise Refusal(NOT_YOURS)
    return row


def _take_back(by: Viewer, row: Activity, verb: str) -> None:
    row.undone_at = clock.now()
    row.write("undone_at")
    audit.wrote(verb, row, by=by)
