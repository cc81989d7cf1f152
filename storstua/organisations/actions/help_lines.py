"""Changes the help lines."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.changing import ask, has_strip, refuse_empty_strip, seen_anew
from storstua.organisations.models import HelpLine, Organisation


@transaction.atomic
def set_help_line(
    *, by: Viewer, organisation: Organisation, line: HelpLine | None = None, **values: object
) -> HelpLine:
    """Add or change a help line, with the day its number was last checked.

    Refuses a number already there, and to take the last one out of the strip on every page.
    """
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
    had_strip = has_strip(organisation, organisation.country)
    row.save()
    if had_strip:
        refuse_empty_strip(organisation, organisation.country, field="is_in_strip")
    seen_anew(organisation)
    audit.wrote("set help line", row, by=by)
    return row


@transaction.atomic
def remove_help_line(*, by: Viewer, line: HelpLine) -> None:
    """Take a help line away. Refuses the last one of the strip on every page."""
    ask(by, line.organisation)
    line.delete()
    if line.is_in_strip and line.country == line.organisation.country:
        refuse_empty_strip(line.organisation, line.country)
    seen_anew(line.organisation)
    audit.wrote("remove help line", line, by=by)
