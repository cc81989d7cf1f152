"""Changes the tree of areas."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.changing import ask, give_names, seen_anew
from storstua.organisations.models import Area, Organisation


@transaction.atomic
def add_area(
    *,
    by: Viewer,
    organisation: Organisation,
    code: str,
    names: Mapping[str, str],
    parent: Area | None = None,
    is_for_minors: bool = False,
    is_for_families: bool = False,
    is_open: bool = True,
) -> Area:
    """Add an area (a diagnosis or problem), or a part of one. Refuses a code already there.

    One that is not open can be chosen when somebody opens it.
    """
    ask(by, organisation)
    if Area.objects.filter(organisation=organisation, code=code).exists():
        raise Refusal(_("Dette området finnes fra før."), field="code")
    area = Area.objects.create(
        organisation=organisation,
        code=code,
        parent=parent,
        position=Area.objects.filter(organisation=organisation).count(),
        is_for_minors=is_for_minors,
        is_for_families=is_for_families,
        is_open=is_open,
    )
    name_area(by=by, area=area, names=names)
    return area


@transaction.atomic
def name_area(*, by: Viewer, area: Area, names: Mapping[str, str]) -> None:
    """Give an area its names; languages left out keep theirs, an empty name is taken away."""
    ask(by, area.organisation)
    give_names(area, names)
    seen_anew(area.organisation)
    audit.wrote("name area", area, by=by)


@transaction.atomic
def change_area(*, by: Viewer, area: Area, seen: int | None = None, **values: object) -> None:
    """Move an area in the tree, or close it: then nobody chooses it any more.

    Refuses to put an area below itself.
    """
    ask(by, area.organisation)
    area.check_version(seen)
    above = values.get("parent")
    while isinstance(above, Area):
        if above.id == area.id:
            raise Refusal(_("Et område kan ikke ligge under seg selv."), field="parent")
        above = above.parent
    for name, value in values.items():
        setattr(area, name, value)
    area.write(*values)
    seen_anew(area.organisation)
    audit.wrote("change area", area, by=by)
