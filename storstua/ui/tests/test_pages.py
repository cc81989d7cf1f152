import re
from types import SimpleNamespace

import html5lib
import pytest
from django.utils import translation

from storstua.ui import errors, views
from storstua.ui.gallery import PAGES, _work
from storstua.ui.menus import Account, HelpLine, MenuItem
from storstua.ui.words import OPENING, put_in_html

BARRED = re.compile(r"\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|target=|placeholder=|https?://")
ORGANISATION = SimpleNamespace(
    name="Havblikk",
    slug="havblikk",
    theme_url="",
    tagline="",
    about_line="",
    shows_exit_everywhere=True,
)


def open_page(ask_for, page: str, query: str = "", **attributes: object) -> str:
    response = views.gallery(ask_for(f"/deler/{page}/{query}", **attributes), page)
    assert response.status_code == (422 if query and page in {"skjema", "sporsmal"} else 200)
    return response.content.decode()


def title(html: str) -> str:
    return re.sub(r"\s+", " ", re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]).strip()


@pytest.mark.parametrize("language", ["nb", "nn", "en", "de"])
@pytest.mark.parametrize("query", ["", "?feil"])
@pytest.mark.parametrize("page", PAGES)
def test_every_example_is_valid_and_plain(ask_for, page: str, query: str, language: str):
    with translation.override(language):
        html = open_page(ask_for, page, query, organisation=ORGANISATION)
        html = put_in_html(html, {}, language)
    parser = html5lib.HTMLParser()
    tree = parser.parse(html)
    assert parser.errors == []
    assert BARRED.findall(html) == []
    assert OPENING not in html
    assert f'<html lang="{language}"' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert len(tree.findall(".//{*}h1")) == 1
    assert len(tree.findall(".//{*}main")) == 1


@pytest.mark.parametrize("page", PAGES)
def test_the_skip_link_comes_first(ask_for, page: str):
    html = open_page(ask_for, page)
    assert re.search(r"<a [^>]*>", html)[0] == '<a class="ds-skip-link" href="#innhold">'


def test_a_faulty_form_says_so_in_the_title(ask_for):
    html = open_page(ask_for, "skjema", "?feil", organisation=ORGANISATION)
    assert title(html) == "Feil: Skjema – Havblikk"


def test_the_seekers_pages_are_neutral(ask_for):
    html = open_page(ask_for, "samtale", organisation=ORGANISATION)
    assert (title(html), "Havblikk" in html, "ui/neutral." in html) == ("Beskjeder", False, True)
    assert 'name="robots" content="noindex, nofollow, noarchive"' in html
    assert 'href="/ut" rel="nofollow noreferrer" data-leave' in html


def test_help_lines_are_links_to_ring(ask_for):
    lines = [HelpLine("Rådet", "81 00 00 00")]
    html = open_page(ask_for, "index", help_lines=lines)
    assert re.findall(r'href="tel:([^"]+)"[^>]*>([^<]+)<', html) == [
        ("+4781000000", "Rådet 81 00 00 00")
    ]


def test_national_help_lines_stand_when_no_others_are_set(ask_for):
    html = open_page(ask_for, "index")
    assert re.findall(r'href="tel:([^"]+)"', html) == ["113", "116117", "116123"]


def test_the_main_menu_shows_what_it_is_given(ask_for):
    menu = (
        MenuItem("Samtale", "/samtale/", current=True),
        MenuItem("Informasjon", "/informasjon/"),
    )
    html = open_page(ask_for, "index", menu=menu)
    assert html.count('<a href="/samtale/" aria-current="page">Samtale</a>') == 2
    assert html.count('<a href="/informasjon/">Informasjon</a>') == 2


def test_sign_in_is_offered_to_those_not_signed_in(ask_for):
    others = (("board_member", "Styremedlem"),)
    account = Account("Berit", "Koordinator", "/rolle/", others)
    out, signed_in = open_page(ask_for, "index"), open_page(ask_for, "index", account=account)
    assert [html.count('href="/logg-inn/"') for html in (out, signed_in)] == [2, 0]
    assert [html.count('value="board_member">') for html in (out, signed_in)] == [0, 1]
    assert 'action="/rolle/"' in signed_in
    assert "Koordinator" in signed_in


def test_the_side_menu_counts_only_what_waits(ask_for):
    html = open_page(ask_for, "arbeid")
    assert html.count('<span class="n">4<span class="ds-sr-only"> venter</span></span>') == 2
    assert html.count('class="n"') == 2


def test_language_links_come_back_here(ask_for):
    html = open_page(ask_for, "index")
    assert re.findall(r'href="(/sprak/[^"]+)" lang="(\w+)"[^>]*>([^<]+)</a>', html) == [
        (f"/sprak/?til={code}&amp;neste=%2Fdeler%2Findex%2F", code, name)
        for code, name in [
            ("nb", "Bokmål"),
            ("nn", "Nynorsk"),
            ("en", "English"),
            ("de", "Deutsch"),
        ]
    ]


def test_the_organisations_style_sheet_comes_last(ask_for):
    organisation = SimpleNamespace(**{**vars(ORGANISATION), "theme_url": "/havblikk/tema-1.css"})
    html = open_page(ask_for, "index", organisation=organisation)
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', html)[-1] == "/havblikk/tema-1.css"


def test_pages_of_a_list_keep_its_filters(ask_for):
    html = open_page(ask_for, "arbeid", "?omrade=work&side=2")
    links = re.findall(r'href="(\?omrade[^"]+side[^"]+)"', html)
    assert links[:2] == ["?omrade=work&amp;side=1", "?omrade=work&amp;side=1"]
    assert _work(ask_for("/?side=2"))["page"].number == 2


def test_filtering_a_list_keeps_its_order(ask_for):
    kept = '<input type="hidden" name="sorter" value="-navn">'
    assert kept in open_page(ask_for, "arbeid", "?omrade=work&sorter=-navn")
    assert 'name="sorter"' not in open_page(ask_for, "arbeid", "?omrade=work")


def test_a_long_job_looks_again_with_and_without_script(ask_for):
    html = open_page(ask_for, "framdrift")
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in html
    assert 'data-hx-get="/deler/framdrift/" data-hx-trigger="every 10s"' in html


@pytest.mark.parametrize("status", errors.PAGES)
def test_error_pages_say_what_to_do(ask_for, status: int):
    response = errors.page(ask_for("/gone/"), status)
    html = response.content.decode()
    assert response.status_code == status
    assert title(html) == f"Feil: {errors.PAGES[status].heading}"
    assert str(errors.PAGES[status].text) in html
