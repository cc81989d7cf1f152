"""A pause begins at once, without a reason; it ends by itself or with one tap."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.roles import queries as roles
from storstua.supporters import permissions, queries
from storstua.supporters.actions.enrolment import NOT_YOURS
from storstua.supporters.models import Pause, Supporter


def _locked(by: Viewer, supporter: Supporter) -> Supporter:
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    if not permissions.may_pause(by, row):
        raise Refusal(NOT_YOURS)
    return row


def _end_running(supporter: Supporter) -> None:
    """End the pauses that last today; one that began today is as if it had not been."""
    today = clock.today()
    running = Pause.objects.filter(queries.in_force(today), supporter=supporter)
    running.filter(from_on=today).delete()
    for pause in running:
        pause.until_on = today - timedelta(days=1)
        pause.write("until_on")


@transaction.atomic
def pause(*, by: Viewer, supporter: Supporter, until_on: date | None = None) -> Pause:
    """Give a supporter a pause from today; `until_on` is its last day, None until they say.

    Follows: from this moment they are neither shown nor suggested nor asked. A running pause is
    replaced. Refuses others than the supporter and those who keep the record, and a day gone by.
    """
    row = _locked(by, supporter)
    if until_on is not None and until_on < clock.today():
        raise Refusal(_("Dagen er forbi. Velg en dag som kommer."), field="until_on")
    _end_running(row)
    made = Pause.objects.create(
        organisation_id=row.organisation_id,
        supporter=row,
        from_on=clock.today(),
        until_on=until_on,
    )
    audit.wrote("pause supporter", row, by=by)
    return made


@transaction.atomic
def resume(*, by: Viewer, supporter: Supporter) -> None:
    """End a supporter's pause: they can be asked again at once. Without a pause nothing happens."""
    row = _locked(by, supporter)
    if Pause.objects.filter(queries.in_force(clock.today()), supporter=row).exists():
        _end_running(row)
        audit.wrote("resume supporter", row, by=by)


@transaction.atomic
def ask_for_help(*, by: Viewer, supporter: Supporter) -> None:
    """Tell the coordinators that a supporter wishes for their help.

    Refuses others than the supporter and those who keep the record.
    """
    row = _locked(by, supporter)
    path = f"/arbeid/likepersoner/{row.key}/"
    for person in roles.people_with(row.organisation_id, Role.COORDINATOR):
        notices.tell(by=by, person=person, kind=Kind.SUPPORT, path=path)
    audit.wrote("ask for help", row, by=by)
