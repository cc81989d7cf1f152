"""Changing a branch, with an eye on those who serve and hold roles in it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.viewer import Viewer
from storstua.organisations import actions as organisations
from storstua.organisations.models import Branch, Level
from storstua.supporters import permissions, queries, wording
from storstua.supporters.actions.enrolment import NOT_YOURS


@transaction.atomic
def change_branch(
    *,
    by: Viewer,
    branch: Branch,
    seen: int | None = None,
    name: str,
    level: Level,
    county: str = "",
    parent: Branch | None = None,
    is_open: bool = True,
) -> Branch:
    """Rename a branch, move it, change its kind or county, close it or open it again.

    Follows: a closed one takes nobody new, and what was done in it keeps its name. Refuses others
    than administrators, what `organisations` refuses, to close a branch while something lies in it,
    and another reach while somebody holds a role there: two have agreed to that role for this one.
    """
    require(permissions.may_change_branch(by, branch), NOT_YOURS)
    was = Branch.objects.select_for_update().get(id=branch.id)
    changed = organisations.change_branch(
        by=by,
        branch=was,
        seen=seen,
        name=name,
        level=level,
        county=county,
        parent=parent,
        is_open=is_open,
    )
    if was.is_open and not changed.is_open:
        _refuse_in_use(changed)
    _refuse_other_reach(was, changed)
    return changed


def _refuse_in_use(branch: Branch) -> None:
    there = queries.lies_in(branch, clock.today())
    if there:
        sentence = _("Laget er ikke tomt. Her er %(what)s. Flytt eller avslutt det først.")
        what = wording.listed([wording.counted(*each) for each in there.items()])
        raise Refusal(sentence % {"what": what}, field="is_open")


def _refuse_other_reach(was: Branch, changed: Branch) -> None:
    """Whoever coordinates a branch reaches its county, and all when it is nationwide."""
    is_nationwide = (was.level == Level.NATIONAL, changed.level == Level.NATIONAL)
    field = "county" if was.county != changed.county else "level"
    if field == "level" and is_nationwide[0] == is_nationwide[1]:
        return
    if queries.roles_in(changed):
        sentence = _(
            "Noen har en rolle her, eller er bedt om å ta en. Den gjelder dette stedet."
            " Avslutt rollene før du endrer hvor langt laget rekker."
        )
        raise Refusal(sentence, field=field)
