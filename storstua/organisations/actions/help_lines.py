"""Changes the help lines."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.changing import ask, seen_anew
from storstua.organisations.models import HelpLine, Organisation


@transaction.atomic
def set_help_line(
    *, by: Viewer, organisation: Organisation, line: HelpLine | None = None, **values: object
) -> HelpLine:
    """Add or change a help line, with the day its number was last checked."""
    ask(by, organisation)
    row = line or HelpLine(organisation=organisation)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(validate_constraints=False)
    taken = HelpLine.objects.filter(
        organisation=organisation, country=row.country, number=row.number
    ).exclude(id=row.id)
    if taken.exists():
        raise Refusal(_("Dette nummeret står der fra før."), field="number")
    row.save()
    seen_anew(organisation)
    audit.wrote("set help line", row, by=by)
    return row


@transaction.atomic
def remove_help_line(*, by: Viewer, line: HelpLine) -> None:
    """Take a help line away."""
    ask(by, line.organisation)
    line.delete()
    seen_anew(line.organisation)
    audit.wrote("remove help line", line, by=by)
