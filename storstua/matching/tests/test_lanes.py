import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..fit import firm, points
from ..fit.conditions import CONDITIONS
from ..fit.likeness import waiting_points
from ..plan import Overview
from ..plan.kinds import Kinds
from ..plan.lanes import Lanes
from .sides import make_seeker, make_supporter, rounds


@pytest.mark.parametrize("width", [4, 8])
def test_numbers_and_flags_come_back_as_they_went_in(width):
    lanes = Lanes(Kinds([make_supporter(id=str(n)) for n in range(5)]), range(5), width)
    assert lanes.read(lanes.numbers([0, 7, 1 << 30, 3, 2]), [2, 0, 4]) == [1 << 30, 0, 2]
    assert lanes.flagged(lanes.flags([4, 1])) == [1, 4]
    assert lanes.flagged(lanes.everyone) == [0, 1, 2, 3, 4]


@given(rounds(), st.sampled_from([4, 8]), st.data())
@settings(max_examples=60)
def test_all_at_once_is_judged_as_one_by_one(both, width, data):
    seekers, supporters = both
    numbers = range(len(supporters))
    members = data.draw(st.lists(st.sampled_from(numbers), unique=True) if numbers else st.just([]))
    lanes = Lanes(Kinds(supporters), members, width)
    everyone = range(len(members))
    for seeker in seekers:
        codes = [firm(seeker, supporters[member]) for member in members]
        assert lanes.flagged(lanes.allowed(seeker)) == [n for n in everyone if not codes[n]]
        for condition in CONDITIONS:
            forbidden = lanes.flagged(lanes.forbidden(condition, seeker))
            assert forbidden == [n for n in everyone if condition.code in codes[n]]
        worth = [points(seeker, supporters[member]) for member in members]
        waiting = waiting_points(seeker)
        assert lanes.read(lanes.points(seeker), everyone) == [each - waiting for each in worth]


@given(rounds())
@settings(max_examples=60)
def test_the_overview_has_all_allowed_pairs_and_counts_the_others(both):
    seekers, supporters = both
    overview = Overview(supporters)
    for seeker in seekers:
        codes = [firm(seeker, supporter) for supporter in supporters]
        assert list(overview.candidates(seeker)) == [
            (number, points(seeker, supporter))
            for number, supporter in enumerate(supporters)
            if not codes[number]
        ]
        counts = dict(overview.why_unserved(seeker))
        expected = {
            condition.code: sum(condition.code in each for each in codes)
            for condition in CONDITIONS
        }
        expected["taken"] = sum(not each for each in codes)
        assert {code: count for code, count in expected.items() if count} == {
            code: count for code, count in counts.items() if count
        }


def test_without_anybody_to_ask_that_is_the_reason():
    assert Overview([]).why_unserved(make_seeker()) == [("no_supporters", 0)]
