"""Who may be the second, as a pure rule."""

from hypothesis import given
from hypothesis import strategies as st

from storstua.base.roles import SEES_ONLY_OWN, Role
from storstua.roles.two import TAKES_TWO, Held, seconds

BOARD, ADMINISTRATOR = Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR
ids = st.integers(1, 6)
holdings = st.builds(
    Held,
    person_id=ids,
    role=st.sampled_from([BOARD, ADMINISTRATOR, Role.COORDINATOR]),
    branch_id=st.sampled_from([None, 1, 2]),
)
cases = st.fixed_dictionaries(
    {
        "chosen": st.sampled_from([BOARD, ADMINISTRATOR]),
        "branch_id": st.sampled_from([None, 1, 2]),
        "barred": st.frozensets(ids, max_size=3),
        "held": st.lists(holdings, max_size=8),
    }
)


def found(chosen: Role, *held: Held, barred: tuple[int, ...] = (), branch_id: int | None = None):
    return seconds(chosen=chosen, branch_id=branch_id, barred=barred, held=held)


def test_the_role_the_organisation_has_chosen_comes_first():
    held = Held(1, BOARD), Held(2, ADMINISTRATOR), Held(3, BOARD)
    assert found(BOARD, *held) == {1, 3}
    assert found(ADMINISTRATOR, *held) == {2}


def test_the_board_stands_in_when_nobody_else_holds_the_chosen_role():
    held = Held(1, ADMINISTRATOR), Held(2, BOARD)
    assert found(ADMINISTRATOR, *held, barred=(1,)) == {2}


def test_the_administrator_stands_in_for_a_board_of_one_that_proposed_it():
    held = Held(1, ADMINISTRATOR), Held(2, BOARD)
    assert found(BOARD, *held, barred=(2,)) == {1}


def test_nobody_is_the_second_in_a_new_organisation_with_its_administrator_alone():
    assert found(BOARD, Held(1, ADMINISTRATOR), barred=(1,)) == frozenset()


def test_a_branch_has_its_own_second_and_no_other_branchs():
    held = Held(1, BOARD, branch_id=7), Held(2, BOARD, branch_id=8)
    assert found(BOARD, *held, branch_id=7) == {1}
    assert found(BOARD, *held) == frozenset()


def test_other_roles_are_never_the_second():
    assert found(BOARD, Held(1, Role.COORDINATOR), Held(2, Role.SUPPORTER)) == frozenset()


@given(cases)
def test_nobody_agrees_to_what_is_their_own(case):
    assert seconds(**case).isdisjoint(case["barred"])


@given(cases)
def test_every_second_holds_one_role_there(case):
    answering = seconds(**case)
    reaching = [each for each in case["held"] if each.branch_id in {None, case["branch_id"]}]
    shared = [
        {each.person_id for each in reaching if each.role is role} - case["barred"]
        for role in (case["chosen"], BOARD, ADMINISTRATOR)
    ]
    assert answering == next((people for people in shared if people), set())


def test_what_takes_two_sees_others_and_leaves_the_board_to_begin_with():
    assert TAKES_TWO.isdisjoint(SEES_ONLY_OWN | {Role.SUPPORTER, BOARD, Role.PLATFORM_OPERATOR})
    assert {Role.COORDINATOR, ADMINISTRATOR, Role.SUPERVISOR, Role.MODERATOR} <= TAKES_TWO
