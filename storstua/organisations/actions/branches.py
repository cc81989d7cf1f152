"""Changes the branches."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.changing import ask
from storstua.organisations.models import Branch, Level, Organisation


@transaction.atomic
def add_branch(
    *,
    by: Viewer,
    organisation: Organisation,
    name: str,
    level: Level = Level.LOCAL,
    county: str = "",
    parent: Branch | None = None,
) -> Branch:
    """Add a branch. Refuses a name already there."""
    ask(by, organisation)
    if Branch.objects.filter(organisation=organisation, name=name).exists():
        raise Refusal(_("Et lag med dette navnet finnes fra før."), field="name")
    branch = Branch.objects.create(
        organisation=organisation, name=name, level=level, county=county, parent=parent
    )
    audit.wrote("add branch", branch, by=by)
    return branch
