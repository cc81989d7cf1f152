import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer


def make_viewer(*holdings: Holding, organisation_id: int = 7) -> Viewer:
    return Viewer(organisation_id, person_id=1, account_id=1, holdings=frozenset(holdings))


def test_stranger_holds_nothing_and_is_nobody():
    viewer = Viewer.visitor(7)
    assert (viewer.is_signed_in, viewer.is_seeker, viewer.is_system) == (False, False, False)
    assert (viewer.roles, viewer.acting_as) == ((), Role.VISITOR)


def test_seeker_is_known_by_the_receipt_and_not_signed_in():
    viewer = Viewer.seeker(7, 11)
    assert (viewer.organisation_id, viewer.person_id) == (7, 11)
    assert (viewer.is_seeker, viewer.is_signed_in, viewer.is_system) == (True, False, False)
    assert (viewer.roles, viewer.acting_as) == ((Role.SEEKER,), Role.SEEKER)


def test_roles_come_in_the_order_of_the_enumeration_each_once():
    held = (Holding(Role.SUPERVISOR, 3), Holding(Role.SUPPORTER), Holding(Role.SUPPORTER, 3))
    assert make_viewer(*held).roles == (Role.SUPPORTER, Role.SUPERVISOR)


@pytest.mark.parametrize(
    ("viewer", "own", "other"),
    [
        (Viewer.visitor(7), True, False),
        (Viewer.visitor(), False, False),
        (Viewer(account_id=1), False, False),
        (make_viewer(Holding(Role.COORDINATOR)), True, False),
        (Viewer.seeker(7, 11), True, False),
        (Viewer.system(7, "job"), True, False),
        (Viewer.system(0, "job"), True, True),
        (Viewer.command_line(), True, True),
        (Viewer.command_line(7), True, False),
    ],
)
def test_acts_in_own_organisation_and_commands_of_the_installation_in_all(viewer, own, other):
    assert (viewer.acts_in(7), viewer.acts_in(8)) == (own, other)


@given(st.frozensets(st.builds(Holding, st.sampled_from(Role), st.none() | st.integers(1, 3))))
def test_holding_somewhere_is_reaching_some_branch(holdings):
    viewer = Viewer(organisation_id=7, holdings=holdings)
    for role in Role:
        assert viewer.holds(role) == (viewer.branches_with(role) != frozenset())
        assert viewer.runs(role) == viewer.holds(role)


def test_branches_are_those_of_the_asked_roles_only():
    viewer = make_viewer(
        Holding(Role.COORDINATOR, 3), Holding(Role.COORDINATOR, 4), Holding(Role.SUPPORTER)
    )
    assert viewer.branches_with(Role.COORDINATOR) == {3, 4}
    assert viewer.branches_with(Role.COORDINATOR, Role.SUPPORTER) is None
    assert viewer.branches_with(Role.BOARD_MEMBER) == frozenset()


def test_jobs_run_everything_and_hold_nothing():
    job = Viewer.system(7, "job")
    assert (job.runs(Role.COORDINATOR), job.holds(Role.COORDINATOR)) == (True, False)
    assert job.branches_with(Role.COORDINATOR) is None
