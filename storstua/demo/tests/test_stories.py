from itertools import product

import pytest

from storstua.demo.scenery import SLUGS
from storstua.demo.stories import language_of, story

SPEAKERS = list(product(SLUGS, ("self", "relative", "parent"), ("nb", "nn", "en")))


@pytest.mark.parametrize("slug", SLUGS)
def test_no_two_of_the_first_forty_say_the_same(slug: str):
    told = [story(slug, "self", "nb", number) for number in range(40)]
    said = [each for each in told if each]
    assert len(said) == 35
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(("slug", "role", "language"), SPEAKERS)
def test_every_story_fits_where_it_is_kept(slug: str, role: str, language: str):
    lengths = [len(story(slug, role, language, number)) for number in range(200)]
    assert 0 < max(lengths) <= 600


def test_relatives_do_not_speak_as_if_they_were_ill():
    own = {story("smerte", "self", "nb", number) for number in range(200)}
    others = {story("smerte", "relative", "nb", number) for number in range(200)}
    assert own & others == {""}


def test_stories_are_written_in_a_language_the_supporter_speaks():
    assert language_of(["nb", "nn"], 3) == "nn"
    assert [language_of(["nb", "de"], number) for number in (0, 1, 2)] == ["de", "nb", "de"]
    assert language_of(["nb", "ar"], 0) == "nb"
