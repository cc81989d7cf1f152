"""What each requirement row says stands on a page that can be read in every demo organisation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storstua.library.places import is_open
from storstua.library.tests.reading import LANGUAGES, all_text, read_all
from storstua.library.texts import text_in

OPEN_ROOMS = ["samtale", "informasjon"]
BODIES = {page.slug: all_text(page.body) for page in read_all() if page.language == "nb"}

# Row, page, and what the page must say; that the other languages say the same follows from
# `test_texts.py`, which compares the shape of the pages.
SAID = Path(__file__).with_name("rows.txt").read_text(encoding="utf-8")


def said() -> Iterator[tuple[str, str, list[str]]]:
    for line in SAID.strip().splitlines():
        row, slug, *words = line.split("|")
        yield row, slug, words


@pytest.mark.parametrize(("row", "slug", "words"), list(said()))
def test_the_page_says_what_the_row_asks_for(row: str, slug: str, words: list[str]):
    body = BODIES[slug].replace("[[", "").replace("]]", "").casefold()
    assert [each for each in words if each.casefold() not in body] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_can_be_read_where_only_two_rooms_are_open(language: str):
    slugs = {slug for _row, slug, _words in said()}
    texts = [text_in(slug, language) for slug in sorted(slugs)]
    assert [text.slug for text in texts if not is_open(text, OPEN_ROOMS)] == []
    assert {text.language for text in texts} == {language}


def test_every_row_is_asked_for_here():
    rows = {"A": 12, "B": 6, "C": 6, "D": 7, "E": 11}
    wanted = {f"{letter}{number}" for letter, last in rows.items() for number in range(1, last + 1)}
    assert {row for row, _slug, _words in said()} == wanted
