import pytest
from hypothesis import given, settings

from ..fit import firm
from ..fit.conditions import CONDITIONS
from .sides import make_seeker, make_supporter, seekers, supporters


def test_nothing_forbids_when_all_conditions_hold():
    seeker = make_seeker(
        area="rygg",
        gender="f",
        age_band="under18",
        municipality="Bergen",
        county="Vestland",
        wish_gender="same",
        must=frozenset({"gender", "language", "contact_form", "area", "not_my_municipality"}),
        excluded=frozenset({"S2"}),
    )
    supporter = make_supporter(
        areas=frozenset({"rygg"}),
        gender="f",
        municipality="Voss",
        county="Vestland",
        minors_approved=True,
    )
    assert firm(seeker, supporter) == ()


def test_a_paused_supporter_is_forbidden():
    assert firm(make_seeker(), make_supporter(paused=True)) == ("paused",)


@pytest.mark.parametrize(
    ("capacity", "active", "codes"),
    [(3, 2, ()), (3, 3, ("full",)), (1, 2, ("full",)), (0, 0, ("full",))],
)
def test_a_supporter_without_a_free_place_is_forbidden(capacity, active, codes):
    assert firm(make_seeker(), make_supporter(capacity=capacity, active=active)) == codes


@pytest.mark.parametrize("role", ["self", "relative", "parent"])
def test_a_minor_meets_only_the_approved_whatever_the_role(role):
    minor = make_seeker(age_band="under18", role=role)
    assert firm(minor, make_supporter()) == ("minors_not_approved",)
    assert firm(minor, make_supporter(minors_approved=True)) == ()


def test_an_adult_may_meet_those_not_approved_for_minors():
    assert firm(make_seeker(age_band="18-29", role="parent"), make_supporter()) == ()


def test_no_way_in_common_is_forbidden():
    seeker = make_seeker(contact_forms=("chat", "video"))
    assert firm(seeker, make_supporter()) == ("no_common_contact_form",)
    assert firm(seeker, make_supporter(contact_forms=frozenset({"video", "visit"}))) == ()


def test_no_language_in_common_is_forbidden():
    seeker = make_seeker(languages=("ur", "en"))
    assert firm(seeker, make_supporter()) == ("no_common_language",)
    assert firm(seeker, make_supporter(languages=frozenset({"nb", "en"}))) == ()


def test_an_unsaid_way_or_language_has_nothing_in_common_with_anybody():
    seeker = make_seeker(languages=(), contact_forms=())
    assert firm(seeker, make_supporter()) == ("no_common_contact_form", "no_common_language")


def test_an_excluded_supporter_is_forbidden():
    seeker = make_seeker(excluded=frozenset({"S1"}))
    assert firm(seeker, make_supporter(id="S1")) == ("excluded",)
    assert firm(seeker, make_supporter(id="S2")) == ()


@pytest.mark.parametrize(
    ("wish", "own", "theirs", "codes"),
    [
        ("f", "m", "f", ()),
        ("f", "f", "m", ("must_gender",)),
        ("f", "f", "", ("must_gender",)),
        ("same", "m", "m", ()),
        ("same", "m", "f", ("must_gender",)),
        ("same", "x", "x", ()),
        ("same", "", "f", ("must_gender",)),
        ("none", "m", "f", ()),
    ],
)
def test_must_gender_binds_to_the_wished_gender(wish, own, theirs, codes):
    seeker = make_seeker(wish_gender=wish, gender=own, must=frozenset({"gender"}))
    assert firm(seeker, make_supporter(gender=theirs)) == codes


def test_a_wished_gender_without_must_forbids_nobody():
    assert firm(make_seeker(wish_gender="f"), make_supporter(gender="m")) == ()


def test_must_language_binds_to_the_first_language():
    said = {"languages": ("ur", "nb"), "must": frozenset({"language"})}
    assert firm(make_seeker(**said), make_supporter()) == ("must_language",)
    assert firm(make_seeker(**said), make_supporter(languages=frozenset({"ur"}))) == ()
    assert firm(make_seeker(languages=("ur", "nb")), make_supporter()) == ()


def test_must_contact_form_binds_to_the_first_form():
    said = {"contact_forms": ("chat", "phone"), "must": frozenset({"contact_form"})}
    assert firm(make_seeker(**said), make_supporter()) == ("must_contact_form",)
    assert firm(make_seeker(**said), make_supporter(contact_forms=frozenset({"chat"}))) == ()
    assert firm(make_seeker(contact_forms=("chat", "phone")), make_supporter()) == ()


def test_must_area_binds_to_the_area():
    seeker = make_seeker(area="rygg", must=frozenset({"area"}))
    assert firm(seeker, make_supporter(areas=frozenset({"nakke"}))) == ("must_area",)
    assert firm(seeker, make_supporter(areas=frozenset({"nakke", "rygg"}))) == ()
    assert firm(make_seeker(area="rygg"), make_supporter(areas=frozenset({"nakke"}))) == ()


def test_must_area_without_an_area_cannot_be_met():
    assert firm(make_seeker(must=frozenset({"area"})), make_supporter()) == ("must_area",)


@pytest.mark.parametrize(
    ("theirs", "codes"),
    [
        (("Våler", "Innlandet"), ("must_not_my_municipality",)),
        (("våler ", "innlandet"), ("must_not_my_municipality",)),
        (("Våler", "Østfold"), ()),
        (("Oslo", "Oslo"), ()),
        (("Oslo", ""), ()),
        (("Våler", ""), ("must_not_my_municipality",)),
        (("", "Østfold"), ("must_not_my_municipality",)),
    ],
)
def test_must_not_my_municipality_wants_another_one_for_certain(theirs, codes):
    seeker = make_seeker(
        municipality="Våler", county="Innlandet", must=frozenset({"not_my_municipality"})
    )
    municipality, county = theirs
    assert firm(seeker, make_supporter(municipality=municipality, county=county)) == codes


def test_all_codes_are_told_in_the_order_of_the_conditions():
    seeker = make_seeker(age_band="under18", excluded=frozenset({"S1"}), languages=("ur",))
    supporter = make_supporter(paused=True, capacity=0, contact_forms=frozenset({"chat"}))
    assert firm(seeker, supporter) == (
        "paused",
        "full",
        "minors_not_approved",
        "no_common_contact_form",
        "no_common_language",
        "excluded",
    )


@given(seekers(1), seekers(2), supporters(1), supporters(2))
@settings(max_examples=50)
def test_a_condition_looks_at_nothing_but_its_own_and_theirs(one, two, first, second):
    for condition in CONDITIONS:
        if condition.own(one) == condition.own(two) and (
            condition.theirs(first) == condition.theirs(second)
        ):
            assert condition.forbids(one, first) == condition.forbids(two, second)
