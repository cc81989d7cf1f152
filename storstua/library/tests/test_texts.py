"""The information pages are complete in four languages, plain, linked and carry every row."""

import re
from datetime import date

import pytest

from storstua.library.tests.reading import (
    LANGUAGES,
    TEXTS,
    Page,
    all_text,
    first_section,
    links,
    lix,
    read_all,
    running_text,
    sentences,
    shape,
    tokens,
)

PAGES = read_all()
SLUGS = sorted(page.slug for page in PAGES if page.language == "nb")
BY_NAME = {page.name: page for page in PAGES}
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

KEYS = {"title", "summary", "room", "order", "rows", "audience", "changed_on"}
ROOMS = {"samtale", "rad", "informasjon", "moteplass", "om"}
AUDIENCES = {"public", "supporter", "professional", "coordinator", "legal"}
ROUTES = {
    "matching:ask",
    "supporters:directory",
    "library:become",
    "library:leaflet",
}
ROWS = {
    f"{letter}{number}"
    for letter, last in {"A": 12, "B": 6, "C": 6, "D": 7, "E": 11}.items()
    for number in range(1, last + 1)
}

# Upper bounds of LIX, the same in all languages.
LIMITS = {"public": 35, "supporter": 35, "professional": 42, "coordinator": 42, "legal": 50}
SUMMARY_LIMIT = 32
LONGEST_SENTENCE = 25

WORD_FORMS = {
    "nb": {"likeperson", "likepersonen", "likepersoner", "likepersonene", "likepersons"},
    "nn": {"likeperson", "likepersonen", "likepersonar", "likepersonane", "likepersons"},
    "en": {"peer supporter", "peer supporters"},
    "de": {
        "peer-begleiterin",
        "peer-begleiter",
        "peer-begleitende",
        "peer-begleitenden",
        "peer-begleitungs",
    },
}
BARE_WORD = {
    "nb": r"likeperson|likemann",
    "nn": r"likeperson|likemann",
    "en": r"peer supporter",
    "de": r"peer-begleite|peer-begleitungs|peer-berat",
}
FORBIDDEN = {
    "nb": r"obligatorisk|påkrevd|\bbruker(e|en|ne|s)?\b|\bklient|\bpasient|klikk her|\bles mer\b"
    r"|dessverre|\bugyldig",
    "nn": r"obligatorisk|påkravd|påkrevd|\bbruk(ar|arar|aren|arane|er)\b|\bklient|\bpasient"
    r"|klikk her|\bles meir\b|dessverre|diverre|\bugyldig",
    "en": r"obligatory|mandatory|compulsory|\busers?\b(?! involvement)|\bclients?\b"
    r"|\bpatients?\b|click here|\bread more\b|unfortunately|\binvalid",
    "de": r"obligatorisch|zwingend|\bnutzer|\bbenutzer|\bklient|\bpatient|hier klicken"
    r"|\bmehr lesen\b|\bleider\b|ungültig|beratung",
}
# "Sie" and "Ihr" begin a sentence as "they" and the plural of "du"; inside one they are formal.
FORMAL_GERMAN = r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b"
# Official names may hold a word that is forbidden elsewhere.
OFFICIAL_NAMES = r"(Pasient- og brukerombudet|Pasient- og brukarombodet)"
HELP_NUMBER = (
    r"\b11[0-9]\b|\b116\s?\d|\b\d{3}\s\d{2}\s\d{3}\b|\b\d{2}\s\d{2}\s\d{2}\s\d{2}\b|\b\d{8}\b"
)


def words_for_people(page: Page) -> str:
    """Title, summary and body as they are read."""
    return f"{page.front['title']}\n{page.front['summary']}\n{all_text(page.body)}"


def figures(page: Page) -> list[str]:
    """All numbers of a body, sorted."""
    return sorted(re.findall(r"\d+", all_text(page.body)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_holds_the_same_pages_as_bokmal(language: str) -> None:
    assert sorted(path.stem for path in (TEXTS / language).glob("*.md")) == SLUGS


def test_every_requirement_row_stands_on_some_page() -> None:
    carried = {row for page in PAGES if page.language == "nb" for row in page.front["rows"]}
    assert carried == ROWS


@EACH_PAGE
def test_front_matter_is_complete_and_agrees_with_bokmal(page: Page) -> None:
    assert set(page.front) == KEYS
    assert page.front["room"] in ROOMS
    assert page.front["audience"] in AUDIENCES
    assert isinstance(page.front["changed_on"], date)
    source = BY_NAME[f"nb/{page.slug}"].front
    for key in ("room", "order", "rows", "audience"):
        assert page.front[key] == source[key]


def test_order_is_unique_within_a_room() -> None:
    places = [(p.front["room"], p.front["order"]) for p in PAGES if p.language == "nb"]
    assert sorted(places) == sorted(set(places))


@EACH_PAGE
def test_summary_is_one_sentence(page: Page) -> None:
    summary = page.front["summary"]
    assert summary.endswith(".")
    assert len(sentences([summary])) == 1


@EACH_PAGE
def test_shape_is_the_same_as_in_bokmal(page: Page) -> None:
    assert shape(page.body) == shape(BY_NAME[f"nb/{page.slug}"].body)


@EACH_PAGE
def test_figures_are_the_same_as_in_bokmal(page: Page) -> None:
    source = BY_NAME[f"nb/{page.slug}"]
    assert figures(page) == figures(source)


def test_programme_page_holds_every_published_figure() -> None:
    published = (
        "50 30 15 2006 4 2009 18 10 140 14 180 20 48 29 28 6 8 1 7 50 48 8 6 4 3 1 1 1 2 7 20 1"
    )
    assert figures(BY_NAME["nb/ettarig-utdanning"]) == sorted(published.split())


def test_each_of_the_eleven_pitfalls_has_its_positive_half_and_an_example() -> None:
    parts = re.split(r"^## (\d+)\. ", BY_NAME["nb/fellene"].body, flags=re.MULTILINE)[1:]
    assert parts[::2] == [str(number) for number in range(1, 12)]
    assert [part.count("**Gjør heller dette:**") for part in parts[1::2]] == [1] * 11
    assert [part.count("**Eksempel:**") for part in parts[1::2]] == [1] * 11


@EACH_PAGE
def test_markdown_holds_no_html_no_images_and_only_level_two_headings(page: Page) -> None:
    blocks = tokens(page.body)
    inline = [child.type for token in blocks for child in token.children or []]
    assert {token.tag for token in blocks if token.type == "heading_open"} == {"h2"}
    assert [kind for kind in inline if kind in {"image", "html_inline"}] == []
    assert [token.content for token in blocks if token.type == "html_block"] == []


@EACH_PAGE
def test_links_lead_somewhere_and_say_where(page: Page) -> None:
    for target, text in links(page.body):
        kind, _, rest = target.partition(":")
        assert kind in {"side", "rute", "https"}, target
        assert kind != "side" or rest in SLUGS, target
        assert kind != "rute" or rest in ROUTES, target
        assert text.lower() not in {"her", "her.", "here", "hier"}


@EACH_PAGE
def test_tokens_are_known(page: Page) -> None:
    assert set(re.findall(r"\{[^}]*\}", words_for_people(page))) <= {"{organisation}"}


@EACH_PAGE
def test_organisations_own_word_is_always_in_brackets(page: Page) -> None:
    text = words_for_people(page)
    inside = {form.lower() for form in re.findall(r"\[\[(.+?)\]\]", text)}
    assert inside <= WORD_FORMS[page.language]
    outside = re.sub(r"\[\[.+?\]\]", "", text)
    assert re.findall(BARE_WORD[page.language], outside, re.IGNORECASE) == []


@EACH_PAGE
def test_no_forbidden_word_and_no_exclamation_mark(page: Page) -> None:
    text = re.sub(OFFICIAL_NAMES, "", words_for_people(page))
    found = re.finditer(FORBIDDEN[page.language], text, re.IGNORECASE)
    assert [match.group() for match in found] == []
    assert text.count("!") == 0


@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.language == "de"], ids=lambda page: page.name
)
def test_german_says_du(page: Page) -> None:
    assert re.findall(FORMAL_GERMAN, words_for_people(page)) == []


@EACH_PAGE
def test_no_help_number_stands_in_a_text(page: Page) -> None:
    assert re.findall(HELP_NUMBER, words_for_people(page)) == []


@EACH_PAGE
def test_lix_is_within_the_limit(page: Page) -> None:
    assert lix(running_text(page.body)) <= LIMITS[page.front["audience"]]


@EACH_PAGE
def test_no_sentence_is_too_long(page: Page) -> None:
    blocks = [*running_text(page.body), page.front["summary"]]
    assert [s for s in sentences(blocks) if len(s) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.front["audience"] == "legal"], ids=lambda page: page.name
)
def test_legal_page_begins_with_a_plain_summary(page: Page) -> None:
    blocks = running_text("## " + first_section(page.body))
    assert lix(blocks) <= SUMMARY_LIMIT


def test_lix_when_counted_by_hand() -> None:
    # 8 words in 2 sentences, 2 of them over six letters: 4 + 25.
    assert lix(["Vi venter på svar. Hverdagen er ofte krevende."]) == 29.0


def test_lix_does_not_count_the_subjects_own_words_as_long() -> None:
    assert lix(["Likepersonen har taushetsplikt."]) == 3.0


def test_running_text_leaves_out_tables_and_headings() -> None:
    assert running_text(
        "## En tittel\n\nEn [[likeperson]].\n\n| a | b |\n|---|---|\n| c | d |\n"
    ) == ["En likeperson."]
