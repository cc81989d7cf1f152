"""Changes the branches."""

from collections.abc import Collection

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
    """Add a branch.

    Refuses a name already there, and a place under one that reaches less far or is closed.
    """
    ask(by, organisation)
    if parent:
        parent = Branch.objects.select_for_update(no_key=True).get(id=parent.id)
    branch = Branch(organisation=organisation, name=name, level=level, county=county, parent=parent)
    _refuse_name(branch)
    _refuse_above(branch)
    branch.save(force_insert=True)
    audit.wrote("add branch", branch, by=by)
    return branch


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
    """Rename a branch, move it under another, change its kind or county, close or open it.

    Follows: a closed one takes nothing new, and what was done in it keeps its name. What the rooms
    above keep in a branch is not seen here: `supporters.actions.change_branch` asks for that first.
    Refuses a name already there, a place under itself or under one that reaches less far or is
    closed, and to close one above others.
    """
    ask(by, branch.organisation)
    # All of them are held, so that two who move branches at once never make a ring.
    held = Branch.objects.select_for_update().filter(organisation=branch.organisation)
    rows = {row.id: row for row in held.order_by("id")}
    row = rows[branch.id]
    row.check_version(seen)
    verb = _verb(was_open=row.is_open, is_open=is_open)
    row.name, row.level, row.county, row.is_open = name, level, county, is_open
    row.parent = rows[parent.id] if parent else None
    _refuse_name(row)
    _refuse_ring(row, rows)
    _refuse_above(row)
    _refuse_below(row, [each for each in rows.values() if each.parent_id == row.id])
    row.write("name", "level", "county", "parent", "is_open")
    audit.wrote(verb, row, by=by)
    return row


def _verb(*, was_open: bool, is_open: bool) -> str:
    if was_open == is_open:
        return "change branch"
    return "open branch" if is_open else "close branch"


def _refuse_name(branch: Branch) -> None:
    same = Branch.objects.filter(organisation=branch.organisation, name=branch.name)
    if same.exclude(id=branch.id).exists():
        raise Refusal(_("Et lag med dette navnet finnes fra før."), field="name")


def _refuse_ring(branch: Branch, rows: dict[int, Branch]) -> None:
    above = branch.parent
    while above is not None:
        if above.id == branch.id:
            raise Refusal(_("Et lag kan ikke ligge under seg selv."), field="parent")
        above = rows[above.parent_id] if above.parent_id else None


def _refuse_above(branch: Branch) -> None:
    """A branch lies under an open one that reaches as far as itself, or under none."""
    if branch.parent is None:
        return
    if not Level(branch.parent.level).reaches_as_far_as(branch.level):
        raise Refusal(_("Laget må høre til et som favner like vidt, eller videre."), field="parent")
    if branch.is_open and not branch.parent.is_open:
        raise Refusal(_("Laget det hører til, er lagt ned."), field="parent")


def _refuse_below(branch: Branch, below: Collection[Branch]) -> None:
    """The same, seen from above."""
    if not all(Level(branch.level).reaches_as_far_as(each.level) for each in below):
        raise Refusal(_("Et lag under dette favner videre. Flytt det først."), field="level")
    if not branch.is_open and any(each.is_open for each in below):
        sentence = _("Det ligger lag under dette. Flytt dem eller legg dem ned først.")
        raise Refusal(sentence, field="is_open")
