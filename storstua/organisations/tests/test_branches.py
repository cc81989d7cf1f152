"""Branches lie in a tree: never in a ring, and never under one that reaches less far."""

import pytest

from storstua.audit.models import Entry
from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.base.viewer import Viewer
from storstua.organisations import actions, permissions, queries
from storstua.organisations.models import Branch, Level, Organisation
from storstua.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def by(organisation) -> Viewer:
    return Viewer.command_line(organisation.id)


def add(by: Viewer, organisation: Organisation, name: str, level: Level, parent=None) -> Branch:
    return actions.add_branch(
        by=by, organisation=organisation, name=name, level=level, parent=parent
    )


@pytest.fixture
def country(by, organisation) -> Branch:
    return add(by, organisation, "Landet", Level.NATIONAL)


@pytest.fixture
def county(by, organisation, country) -> Branch:
    return add(by, organisation, "Nordland", Level.COUNTY, country)


@pytest.fixture
def local(by, organisation, county) -> Branch:
    return add(by, organisation, "Bodø", Level.LOCAL, county)


def change(by: Viewer, branch: Branch, **said: object) -> Branch:
    """Change a branch; what is not said stays as it is."""
    row = Branch.objects.get(id=branch.id)
    kept = {name: getattr(row, name) for name in ("name", "county", "parent", "is_open")}
    return actions.change_branch(by=by, branch=branch, **kept | {"level": Level(row.level)} | said)


def refused(by: Viewer, branch: Branch, **said: object) -> str:
    with pytest.raises(Refusal) as refusal:
        change(by, branch, **said)
    return refusal.value.field


def test_a_branch_is_renamed_moved_and_becomes_another_kind(by, country, county, local):
    changed = change(by, local, name="Salten", level=Level.COUNTY, county="Nordland")
    row = Branch.objects.get(id=local.id)
    assert (row.name, row.level, row.county, row.parent) == ("Salten", "county", "Nordland", county)
    assert (changed, row.version) == (row, local.version + 1)
    change(by, local, parent=country)
    change(by, local, parent=None)
    assert Branch.objects.get(id=local.id).parent is None
    verbs = Entry.objects.filter(object_key=local.key).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["add branch", *["change branch"] * 3]


def test_a_name_is_there_once_and_ones_own_may_stay(by, county, local):
    assert refused(by, local, name="Nordland") == "name"
    assert change(by, local, name="Bodø").name == "Bodø"


def test_a_branch_never_lies_under_itself_or_one_below_it(by, organisation, county, local):
    below = add(by, organisation, "Tverlandet", Level.LOCAL, local)
    change(by, county, level=Level.LOCAL)
    for parent in (county, local, below):
        assert refused(by, county, parent=parent) == "parent"


def test_a_branch_never_lies_under_one_that_reaches_less_far(by, organisation, country, local):
    assert refused(by, country, parent=local) == "parent"
    with pytest.raises(Refusal) as refusal:
        add(by, organisation, "Troms", Level.COUNTY, local)
    assert refusal.value.field == "parent"
    assert add(by, organisation, "Tverlandet", Level.LOCAL, local).parent == local


def test_a_branch_above_others_never_reaches_less_far_than_they(by, country, county, local):
    assert refused(by, country, level=Level.LOCAL) == "level"
    change(by, county, parent=None)
    assert change(by, country, level=Level.LOCAL).level == "local"


def test_a_branch_above_open_ones_is_not_closed_and_none_opens_under_a_closed_one(
    by, organisation, county, local
):
    assert refused(by, county, is_open=False) == "is_open"
    change(by, local, is_open=False)
    change(by, county, is_open=False)
    assert refused(by, local, is_open=True) == "parent"
    with pytest.raises(Refusal):
        add(by, organisation, "Tverlandet", Level.LOCAL, county)
    change(by, county, is_open=True)
    change(by, local, is_open=True)
    verbs = Entry.objects.filter(object_key=local.key).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["add branch", "close branch", "open branch"]


def test_what_two_change_at_once_is_noticed(by, local):
    seen = local.version
    change(by, local, seen=seen, name="Salten")
    with pytest.raises(ChangedMeanwhile):
        change(by, local, seen=seen, name="Bodø og omegn")


def test_a_closed_branch_is_offered_nowhere_but_where_it_stands(by, organisation, county, local):
    other = add(by, organisation, "Rana", Level.LOCAL, county)
    change(by, other, is_open=False)
    assert set(permissions.open_branches(by)) == {county.parent, county, local}
    assert set(permissions.readable_branches(by)) == {county.parent, county, local, other}
    for branch in (None, local):
        queries.refuse_closed(branch)
    with pytest.raises(Refusal) as refusal:
        queries.refuse_closed(other)
    assert refusal.value.field == "branch"


def test_a_branch_may_lie_under_open_ones_and_where_it_lies_but_not_below_itself(
    by, organisation, country, county, local
):
    rana = add(by, organisation, "Rana", Level.LOCAL, county)
    below = add(by, organisation, "Mo", Level.LOCAL, rana)
    everyone = [country, county, local, rana, below]
    assert queries.may_lie_under(rana, everyone) == [country, county, local]
    local.is_open = county.is_open = False
    assert queries.may_lie_under(rana, everyone) == [country, county]
