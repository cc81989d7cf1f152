import random
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from ..fit import FULL, firm, points
from ..plan import Plan, plan
from ..plan import offers as offers_module
from .sides import make_round, make_seeker, make_supporter, rounds


def costs(seekers, supporters):
    """Cost of each allowed pair, and of an unserved seeker for each pair that is not."""
    unserved = (len(seekers) + 1) * FULL
    found = np.full((len(seekers), len(supporters)), unserved, dtype=np.int64)
    for row, seeker in enumerate(seekers):
        for column, supporter in enumerate(supporters):
            if not firm(seeker, supporter):
                found[row, column] = FULL - points(seeker, supporter)
    return found, unserved


def best_by_scipy(seekers, supporters):
    """Served and total of the best plan: one column for each place, one for each left unserved."""
    found, unserved = costs(seekers, supporters)
    places = [
        column
        for column, supporter in enumerate(supporters)
        for _ in range(min(supporter.places, len(seekers)))
    ]
    left = np.full((len(seekers), len(seekers)), unserved)
    whole = np.hstack([found[:, places], left])
    chosen = whole[linear_sum_assignment(whole)]
    served = chosen[chosen < unserved]
    return len(served), int((FULL - served).sum())


def served_by_greedy(seekers, supporters):
    """How many are served when the best pair is taken again and again."""
    pairs = sorted(
        (-points(seeker, supporter), row, column)
        for row, seeker in enumerate(seekers)
        for column, supporter in enumerate(supporters)
        if not firm(seeker, supporter)
    )
    places = [supporter.places for supporter in supporters]
    served = set()
    for _, row, column in pairs:
        if row not in served and places[column]:
            places[column] -= 1
            served.add(row)
    return len(served)


def check(seekers, supporters, made):
    """No rule is broken, and the points are those of the pairs."""
    load = [0] * len(supporters)
    for seeker, number, worth in zip(seekers, made.supporter_of, made.points_of, strict=True):
        if number is None:
            assert worth == 0
        else:
            assert firm(seeker, supporters[number]) == ()
            assert worth == points(seeker, supporters[number])
            load[number] += 1
    assert all(used <= supporter.places for used, supporter in zip(load, supporters, strict=True))


def gap(seekers, supporters, made):
    """How much cheaper a plan could be by the prices of this one; 0 proves it the best.

    Whatever the plan, each seeker pays at least the lowest cost and price, or goes unserved, and
    the prices give back at most what all places together are worth.
    """
    found, unserved = costs(seekers, supporters)
    prices = np.array(made.prices, dtype=np.int64)
    assert (prices >= 0).all()
    if len(supporters):
        lowest = np.minimum((found + prices).min(axis=1), unserved).sum()
    else:
        lowest = unserved * len(seekers)
    given_back = sum(
        price * supporter.places for price, supporter in zip(made.prices, supporters, strict=True)
    )
    cost = sum(
        unserved if number is None else FULL - worth
        for number, worth in zip(made.supporter_of, made.points_of, strict=True)
    )
    return cost - (int(lowest) - given_back)


@given(rounds())
def test_a_small_plan_breaks_no_rule_and_is_the_best(both):
    seekers, supporters = both
    made = plan(seekers, supporters)
    check(seekers, supporters, made)
    assert (made.served, made.total) == best_by_scipy(seekers, supporters)
    assert made.served >= served_by_greedy(seekers, supporters)


@given(
    st.integers(0, 10**6),
    st.sampled_from([(60, 20), (40, 40), (90, 120)]),
    st.sampled_from([2, 6, 20]),
    st.sampled_from([0.0, 0.4, 1.0]),
    st.sampled_from([1, 2, 4]),
)
@settings(max_examples=25)
def test_a_plan_is_the_best_with_few_and_with_many_places(seed, size, areas, bound, most):
    seekers, supporters = make_round(seed, *size, areas=areas, bound=bound, most=most)
    made = plan(seekers, supporters)
    check(seekers, supporters, made)
    assert (made.served, made.total) == best_by_scipy(seekers, supporters)
    assert made.served >= served_by_greedy(seekers, supporters)
    assert gap(seekers, supporters, made) == 0


@given(rounds(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_the_rows_changes_neither_served_nor_total(both, pick):
    seekers, supporters = both
    made = plan(seekers, supporters)
    turned = plan(pick.sample(seekers, len(seekers)), pick.sample(supporters, len(supporters)))
    assert (turned.served, turned.total) == (made.served, made.total)


def test_the_same_input_gives_the_same_plan():
    both = make_round(3, 60, 30)
    assert plan(*both) == plan(*both)


def test_serving_one_more_is_worth_more_than_any_total():
    likes = {"area": "rygg", "themes": ("hope",)}
    seekers = [
        make_seeker(id="R1", **likes),
        make_seeker(id="R2", contact_forms=("visit",), **likes),
    ]
    alike = {"areas": frozenset({"rygg"}), "themes": frozenset({"hope"}), "capacity": 1}
    supporters = [
        make_supporter(id="S1", contact_forms=frozenset({"phone", "visit"}), **alike),
        make_supporter(id="S2", capacity=1),
    ]
    assert plan(seekers, supporters).supporter_of == (1, 0)


def test_who_has_waited_longest_gets_the_last_place():
    seekers = [make_seeker(id=f"R{days}", waited=days) for days in (3, 30, 14)]
    made = plan(seekers, [make_supporter(capacity=1)])
    assert made.supporter_of == (None, 0, None)


def test_of_equals_the_earlier_are_chosen():
    seekers = [make_seeker(id=f"R{number}") for number in range(4)]
    supporters = [make_supporter(id=f"S{number}", capacity=1) for number in range(2)]
    assert plan(seekers, supporters).supporter_of == (0, 1, None, None)


def test_nobody_and_nobody_to_ask_make_an_empty_plan():
    assert plan([], []) == Plan((), (), ())
    assert plan([make_seeker()], []) == Plan((None,), (0,), ())
    assert plan([], [make_supporter()]) == Plan((), (), (0,))


def test_many_who_are_alike_are_planned_when_places_are_short():
    seekers = [make_seeker(id=f"R{number}", waited=number % 7) for number in range(700)]
    supporters = [make_supporter(id=f"S{number}", capacity=1) for number in range(400)]
    made = plan(seekers, supporters)
    check(seekers, supporters, made)
    longest = sorted((points(seeker, supporters[0]) for seeker in seekers), reverse=True)
    assert (made.served, made.total) == (400, sum(longest[:400]))


def test_a_crowd_for_few_places_is_planned_to_the_last_point():
    seekers, supporters = make_round(11, 500, 300, bound=0.0, most=2)
    made = plan(seekers, supporters)
    check(seekers, supporters, made)
    assert made.served < len(seekers)
    assert gap(seekers, supporters, made) == 0


def test_wide_lanes_give_the_same_plan(monkeypatch):
    seekers, supporters = make_round(5, 80, 40)
    usual = plan(seekers, supporters)
    monkeypatch.setattr(offers_module, "NARROW", 0)
    assert plan(seekers, supporters) == usual


def test_a_longer_queue_never_serves_fewer():
    seekers, supporters = make_round(8, 120, 30, most=2)
    random.Random(8).shuffle(seekers)
    served = [plan(seekers[:count], supporters).served for count in range(0, 121, 20)]
    assert all(before <= after for before, after in pairwise(served))


def test_hundreds_are_planned_with_proof():
    seekers, supporters = make_round(1, 600, 300, areas=30, bound=1.0)
    made = plan(seekers, supporters)
    check(seekers, supporters, made)
    assert gap(seekers, supporters, made) == 0
