from hypothesis import given
from hypothesis import strategies as st

from ..fit import Suggestions, firm, points, reasons, score, suggest
from .sides import make_seeker, make_supporter, seekers, supporters


def test_the_best_come_first_and_the_rest_fit_less():
    seeker = make_seeker(themes=("hope", "grief"))
    crowd = [
        make_supporter(id="none"),
        make_supporter(id="both", themes=frozenset({"hope", "grief"})),
        make_supporter(id="one", themes=frozenset({"grief"})),
        make_supporter(id="other", themes=frozenset({"sleep"})),
    ]
    found = suggest(seeker, crowd)
    assert [each.supporter for each in found.best] == ["both", "one", "none"]
    assert found.best[0].score == score(seeker, crowd[1])
    assert found.best[0].reasons == reasons(seeker, crowd[1])
    assert found.others == {"fits_less": ("other",)}


def test_fewer_are_suggested_when_fewer_fit():
    crowd = [make_supporter(id="a"), make_supporter(id="b", paused=True, capacity=0)]
    found = suggest(make_seeker(), crowd)
    assert [each.supporter for each in found.best] == ["a"]
    assert found.others == {"paused": ("b",)}


def test_the_wished_one_comes_first_unless_forbidden():
    seeker = make_seeker(themes=("grief",))
    crowd = [
        make_supporter(id="fits", themes=frozenset({"grief"})),
        make_supporter(id="wished"),
        make_supporter(id="full", capacity=0),
    ]
    found = suggest(seeker, crowd, 1, wished="wished")
    assert [each.supporter for each in found.best] == ["wished"]
    assert suggest(seeker, crowd, 1, wished="full") == suggest(seeker, crowd, 1)


def test_nobody_to_ask_gives_nothing():
    assert suggest(make_seeker(), []) == Suggestions((), {})


@given(
    seekers(),
    st.lists(st.integers(0, 9), unique=True, max_size=9).flatmap(
        lambda numbers: st.tuples(*map(supporters, numbers))
    ),
    st.integers(0, 4),
)
def test_everybody_stands_in_one_place_and_nobody_left_out_fits_better(seeker, crowd, limit):
    found = suggest(seeker, crowd, limit)
    by_id = {one.id: one for one in crowd}
    best = [each.supporter for each in found.best]
    rest = [name for names in found.others.values() for name in names]
    assert sorted(best + rest) == sorted(by_id)
    assert len(best) == min(limit, sum(not firm(seeker, one) for one in crowd))
    worth = [points(seeker, by_id[name]) for name in best]
    assert worth == sorted(worth, reverse=True)
    for name in found.others.get("fits_less", ()):
        assert points(seeker, by_id[name]) <= min(worth, default=10_000)
