from dataclasses import replace

import pytest
from hypothesis import given, settings

from ..fit import FULL, points, score
from ..fit.likeness import LIKENESSES, OVERLAPS, WEIGHTS, waiting_points
from .sides import make_seeker, make_supporter, seekers, supporters


def gain(seeker, better, worse):
    return points(seeker, make_supporter(**better)) - points(seeker, make_supporter(**worse))


@given(seekers(), supporters())
def test_a_score_lies_between_0_and_1_and_is_the_points(seeker, supporter):
    assert 0 <= points(seeker, supporter) <= FULL
    assert score(seeker, supporter) == points(seeker, supporter) / FULL


def test_the_weights_add_up_to_a_full_score():
    assert sum(WEIGHTS.values()) == FULL


def test_a_pair_that_is_alike_in_everything_has_all_points_but_those_of_waiting():
    seeker = make_seeker(
        area="rygg",
        role="self",
        gender="f",
        age_band="45-59",
        life_phase="working",
        municipality="Oslo",
        county="Oslo",
        languages=("nb", "en"),
        contact_forms=("phone", "chat"),
        wish_gender="same",
        wish_age="similar",
        themes=("hope", "grief", "sleep"),
        waited=30,
    )
    supporter = make_supporter(
        areas=frozenset({"rygg"}),
        role="self",
        gender="f",
        age=50,
        life_phase="working",
        municipality="Oslo",
        county="Oslo",
        languages=frozenset({"nb", "en"}),
        contact_forms=frozenset({"phone", "chat"}),
        themes=frozenset({"hope", "grief", "sleep"}),
        idle=90,
    )
    assert points(seeker, supporter) == FULL - WEIGHTS["waiting"] // 2 - WEIGHTS["idle"] // 2


def test_the_same_area_counts_in_full():
    seeker = make_seeker(area="rygg")
    found = gain(seeker, {"areas": frozenset({"rygg", "nakke"})}, {"areas": frozenset({"nakke"})})
    assert found == WEIGHTS["area"]


@pytest.mark.parametrize("code", ["role", "life_phase"])
def test_the_same_role_or_phase_counts_in_full_and_an_unknown_one_half(code):
    seeker = make_seeker(**{code: "self"})
    assert gain(seeker, {code: "self"}, {code: "other"}) == WEIGHTS[code]
    assert gain(seeker, {code: "self"}, {code: ""}) == WEIGHTS[code] // 2


def test_age_counts_by_years_outside_the_band():
    seeker = make_seeker(age_band="30-44", wish_age="similar")
    assert gain(seeker, {"age": 44}, {"age": 54}) == WEIGHTS["age"] // 2
    assert gain(seeker, {"age": 30}, {"age": 20}) == WEIGHTS["age"] // 2
    assert gain(seeker, {"age": 30}, {"age": 44}) == 0
    assert gain(seeker, {"age": 40}, {"age": 90}) == WEIGHTS["age"]
    assert gain(seeker, {"age": 40}, {"age": None}) == WEIGHTS["age"] // 2


def test_age_counts_half_as_much_without_the_wish():
    assert gain(make_seeker(age_band="30-44"), {"age": 40}, {"age": 90}) == WEIGHTS["age"] // 2


def test_a_wished_gender_counts_in_full():
    assert gain(make_seeker(wish_gender="f"), {"gender": "f"}, {"gender": "m"}) == WEIGHTS["gender"]
    same = make_seeker(wish_gender="same", gender="m")
    assert gain(same, {"gender": "m"}, {"gender": "f"}) == WEIGHTS["gender"]
    assert gain(same, {"gender": "m"}, {"gender": ""}) == WEIGHTS["gender"] // 2


def test_the_same_gender_counts_half_without_a_wish():
    seeker = make_seeker(gender="f")
    assert gain(seeker, {"gender": "f"}, {"gender": "m"}) == WEIGHTS["gender"] // 2


@pytest.mark.parametrize("code", ["themes", "contact_forms", "languages"])
def test_each_shared_word_counts_its_part(code):
    seeker = make_seeker(**{code: ("one", "two", "three")})
    some = {code: frozenset({"one", "three", "other"})}
    assert gain(seeker, some, {code: frozenset({"other"})}) == WEIGHTS[code] * 2 // 3


def test_a_word_said_twice_counts_once():
    seeker = make_seeker(themes=("hope", "hope"))
    found = gain(seeker, {"themes": frozenset({"hope"})}, {"themes": frozenset()})
    assert found == WEIGHTS["themes"]


def test_nearness_falls_from_the_municipality_over_the_county_to_far_away():
    bergen = make_seeker(municipality="Bergen", county="Vestland")
    places = [
        {"municipality": "Bergen", "county": "Vestland"},
        {"municipality": "Voss", "county": "Vestland"},
        {"municipality": "Ukjent", "county": "Vestland"},
        {"municipality": "Sokndal", "county": "Rogaland"},
        {"municipality": "Tromsø", "county": "Troms"},
    ]
    worth = [gain(bergen, place, places[-1]) for place in places]
    assert worth == sorted(set(worth), reverse=True)
    assert worth[0] == WEIGHTS["near"]
    assert worth[2] == WEIGHTS["near"] // 2


def test_nearness_of_the_unknown_counts_half():
    bergen = {"municipality": "Bergen", "county": "Vestland"}
    nowhere = {"municipality": "Ukjent", "county": "Rogaland"}
    seeker = make_seeker(**bergen)
    assert gain(seeker, bergen, {}) == WEIGHTS["near"] // 2
    assert gain(seeker, bergen, nowhere) == WEIGHTS["near"]


def test_who_has_waited_longer_brings_more_points_without_end():
    waits = [waiting_points(make_seeker(waited=days)) for days in (0, 1, 10, 30, 60, 120)]
    assert waits == sorted(set(waits))
    assert waiting_points(make_seeker(waited=30)) == WEIGHTS["waiting"] // 2
    assert waiting_points(make_seeker()) == WEIGHTS["waiting"] // 2


def test_waiting_says_nothing_of_the_pair():
    supporter = make_supporter()
    early, late = make_seeker(waited=40), make_seeker(waited=0)
    assert points(early, supporter) - points(late, supporter) == waiting_points(early)


def test_supporters_who_wait_for_a_talk_go_before():
    assert gain(make_seeker(), {"idle": 200}, {"idle": 20}) > 0
    assert gain(make_seeker(), {"idle": None}, {"idle": 90}) == 0


def test_free_places_go_before():
    free, half = {"capacity": 4, "active": 0}, {"capacity": 4, "active": 2}
    assert gain(make_seeker(), free, half) == WEIGHTS["load"] // 2
    assert gain(make_seeker(), free, {"capacity": 0}) == WEIGHTS["load"]


@given(seekers(), supporters())
def test_what_ranks_does_not_look_at_ids_or_conditions(seeker, supporter):
    other = replace(seeker, id="R9", must=frozenset(), excluded=frozenset({supporter.id}))
    changed = replace(supporter, id="S9", paused=not supporter.paused)
    assert points(other, changed) == points(seeker, supporter)


@given(seekers(1), seekers(2), supporters(1), supporters(2))
@settings(max_examples=50)
def test_a_likeness_looks_at_nothing_but_its_own_and_theirs(one, two, first, second):
    for rule in LIKENESSES:
        if rule.own(one) == rule.own(two) and rule.theirs(first) == rule.theirs(second):
            assert rule.points(one, first) == rule.points(two, second)


@given(seekers(), supporters())
def test_no_part_exceeds_its_weight(seeker, supporter):
    for rule in (*LIKENESSES, *OVERLAPS):
        assert 0 <= rule.points(seeker, supporter) <= WEIGHTS[rule.code]
