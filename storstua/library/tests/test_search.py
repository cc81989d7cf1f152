import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.library.search import _has, fold, search, words_of
from storstua.library.texts import texts_in


def slugs(query: str, language: str = "nb") -> list[str]:
    return [hit.text.slug for hit in search(texts_in(language), query, {}).hits]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pårørende", "paarørende"),
        ("Pårørende", "parorende"),
        ("spørsmål", "spoersmaal"),
        ("være", "vaere"),
        ("Schweigepflicht für", "SCHWEIGEPFLICHT fuer"),
        ("größer", "groesser"),
        ("é", "e"),
    ],
)
def test_spellings_of_one_word_are_alike(one: str, other: str):
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str):
    once = fold(fold(fold(text)))
    assert fold(once) == once


@pytest.mark.parametrize("query", ["taushetsplikt", "TAUSHETSPLIKT", "taushets", "taushetspliktt"])
def test_title_comes_first(query: str):
    assert slugs(query)[0] == "taushetsplikt"


def test_all_words_must_stand_there():
    assert set(slugs("inkognito hjelp")) < set(slugs("hjelp"))
    assert slugs("inkognito hjelp") == ["trygg-bruk"]


@pytest.mark.parametrize(
    ("word", "is_there"), [("hje", True), ("elp", False), ("jelp", True), ("x", False)]
)
def test_short_words_count_only_at_the_beginning_of_a_word(word: str, is_there: bool):
    assert _has(word, "få hjelp nå") is is_there


def test_the_organisations_own_word_is_found():
    forms = {"indefinite": "veiviser", "plural": "veivisere"}
    hits = search(texts_in("nb"), "Hva er en veiviser", forms).hits
    assert hits[0].text.slug == "hva-er-likeperson"


def test_a_wrong_letter_finds_the_nearest_word_and_says_so():
    found = search(texts_in("nb"), "inkognitto", {})
    assert found.instead == ("inkognito",)
    assert [hit.text.slug for hit in found.hits] == ["trygg-bruk"]


def test_a_hit_names_its_section():
    (hit,) = search(texts_in("nb"), "inkognito", {}).hits
    assert (hit.section_id, hit.section_heading) == (
        "slik-skjuler-du-besøket",
        "Slik skjuler du besøket",
    )


@pytest.mark.parametrize("query", ["", "   ", "...", "xqzw"])
def test_nothing_is_found_for_nothing(query: str):
    assert search(texts_in("nb"), query, {}).hits == ()


@given(st.text(max_size=120))
def test_any_query_is_answered(query: str):
    hits = search(texts_in("de"), query, {}).hits
    assert len({hit.text.slug for hit in hits}) == len(hits)
    assert len(words_of(query)) <= 6
