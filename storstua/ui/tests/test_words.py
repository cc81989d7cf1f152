import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.ui.words import NEAREST, STANDARD, put_in, put_in_html, unknown_tokens

GUIDE = {
    "indefinite": "veileder",
    "definite": "veilederen",
    "plural": "veiledere",
    "definite_plural": "veilederne",
    "stem": "veileder",
}
MENTOR = {"singular": "mentor", "plural": "mentors"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("En [[likeperson]] lytter.", "En veileder lytter."),
        ("[[Likepersonen]] ringer.", "Veilederen ringer."),
        ("Alle [[likepersonar]]", "Alle veiledere"),
        ("Våre [[likepersonene]]", "Våre veilederne"),
        ("[[Likepersons]]tjenesten", "Veiledertjenesten"),
        ("A [[peer supporter]]", "A veileder"),
        ("[[Peer-Begleitenden]]", "veilederne"),
    ],
)
def test_put_in_uses_the_organisations_word_when_it_has_one(text: str, said: str):
    forms = {**GUIDE, "dative_plural": "veilederne"}
    assert put_in(text, forms, "nb") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "En likeperson, likepersoner, likepersonene, Likepersonstjenesten"),
        ("nn", "En likeperson, likepersonar, likepersonane, Likepersonstjenesten"),
        ("en", "En peer supporter, peer supporters, peer supporters, Peer supportertjenesten"),
        (
            "de",
            "En Peer-Begleiterin, Peer-Begleitende, Peer-Begleitende, Peer-Begleitungstjenesten",
        ),
    ],
)
def test_put_in_uses_the_standard_word_when_no_own_one_is_set(language: str, said: str):
    text = "En [[likeperson]], [[likepersoner]], [[likepersonene]], [[Likepersons]]tjenesten"
    assert put_in(text, {}, language) == said


def test_put_in_takes_the_nearest_form_when_a_language_lacks_one():
    assert put_in("[[likepersonene]] og [[likepersonen]]", MENTOR, "en") == "mentors og mentor"


def test_put_in_leaves_unknown_tokens_standing():
    text = "[[noe annet]] og [[]] og [likeperson]"
    assert put_in(text, GUIDE, "nb") == text


def test_unknown_tokens_are_those_that_stand_for_no_form():
    text = "[[Likepersonane]] og [[likepersonen]], [[likepresonen]] og [[LIKEPERSON]]"
    assert unknown_tokens(text) == ["likepresonen", "LIKEPERSON"]


def test_put_in_html_escapes_the_word():
    forms = {"indefinite": "<b>Vi & du</b>"}
    assert put_in_html("[[likeperson]]", forms, "nb") == "&lt;b&gt;Vi &amp; du&lt;/b&gt;"
    assert put_in("[[likeperson]]", forms, "nb") == "<b>Vi & du</b>"


@pytest.mark.parametrize("language", STANDARD)
def test_every_form_has_a_word_in_every_language(language: str):
    for spelled in STANDARD.values():
        for form, text in spelled.items():
            said = put_in(f"[[{text}]]", {}, language)
            wanted = {
                STANDARD[language][near] for near in NEAREST[form] if near in STANDARD[language]
            }
            assert said in wanted


@given(st.text())
def test_put_in_changes_nothing_when_there_is_no_token(text: str):
    plain = text.replace("[", "(")
    assert put_in(plain, GUIDE, "nb") == plain


@given(st.text(), st.sampled_from(sorted(STANDARD)))
def test_put_in_leaves_what_stands_around_a_token(around: str, language: str):
    calm = around.replace("[", "(").replace("]", ")")
    said = STANDARD[language].get("indefinite", STANDARD[language].get("singular"))
    said = said or STANDARD[language]["feminine"]
    assert put_in(f"{calm}[[likeperson]]{calm}", {}, language) == f"{calm}{said}{calm}"
