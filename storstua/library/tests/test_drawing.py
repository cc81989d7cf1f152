import re
from datetime import date

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.library.choices import Audience, Shelf
from storstua.library.drawing import Section, filled, sections_of
from storstua.library.texts import Text, all_texts


def text(body: str, slug: str = "ny") -> Text:
    return Text(
        slug, "nb", "Tittel", "Kort.", Shelf.ABOUT, 1, Audience.PUBLIC, date(2026, 1, 2), body
    )


def test_sections_begin_at_headings_and_have_ids():
    parts = sections_of(text("Først.\n\n## Når er [[likepersonen]] her?\n\nNå.\n\n## Slutt\n\n"))
    assert parts == (
        Section("", "", "<p>Først.</p>\n"),
        Section("når-er-likepersonen-her", "Når er [[likepersonen]] her?", "<p>Nå.</p>\n"),
        Section("slutt", "Slutt", ""),
    )


def test_equal_headings_get_ids_of_their_own():
    assert [part.id for part in sections_of(text("## A\n\n## A\n"))] == ["", "a", "a-2"]


def test_html_in_a_text_is_shown_not_obeyed():
    (part,) = sections_of(text("<script>alert(1)</script> <b onclick=x>b</b>"))
    assert part.html == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"
    )


def test_a_table_can_be_scrolled_and_has_a_name():
    part = sections_of(text('## "Frist" & <tid>\n\n| a | b |\n|---|---|\n| c | d |\n'))[1]
    assert 'role="region" aria-label="&quot;Frist&quot; &amp; &lt;tid&gt;"' in part.html
    heads = ["col", "col", "row"]
    assert re.findall(r'<th scope="(\w+)">', part.html) == heads


def test_a_cell_without_words_is_no_heading():
    part = sections_of(text("| | b |\n|---|---|\n| c | d |\n"))[0]
    cells = re.findall(r"<(t[hd])(?: scope=\"(\w+)\")?>(\w?)</\1>", part.html)
    assert cells == [("td", "", ""), ("th", "col", "b"), ("th", "row", "c"), ("td", "", "d")]


def test_links_are_led_and_the_name_is_escaped():
    (part,) = sections_of(text("{organisation}: [en](side:a) og [to](side:b)."))
    html = filled(part.html, "<Hav>", lambda target: "/a?x=1&y=2" if target == "side:a" else "")
    assert html == ('<p>&lt;Hav&gt;: <a href="/a?x=1&amp;y=2" class="ds-link">en</a> og to.</p>\n')


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]) | st.just("\n"), max_size=200))
def test_whatever_is_written_becomes_valid_html(body: str):
    parser = html5lib.HTMLParser()
    html = "".join(
        f"<section><h2>{part.id and 1}</h2>{part.html}</section>"
        for part in sections_of(text(body))
    )
    parser.parse(f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>")
    assert parser.errors == []


@pytest.mark.parametrize("slug", sorted({slug for slug, _language in all_texts()}))
def test_ids_are_the_same_in_every_language(slug: str):
    ids = {
        tuple(part.id for part in sections_of(all_texts()[slug, each]))
        for each in ("nb", "nn", "en", "de")
    }
    assert len(ids) == 1
