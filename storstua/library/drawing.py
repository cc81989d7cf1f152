"""Draws a text as HTML: sections with lasting ids, links that lead somewhere, the right names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import unescape

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from storstua.library.texts import NAME, SOURCE_LANGUAGE, Text, all_texts

LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
CLASSES = {
    "link_open": "ds-link",
    "bullet_list_open": "ds-list",
    "ordered_list_open": "ds-list",
    "table_open": "ds-table",
}
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "div"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {
    "a": {"href", "class"},
    "ul": {"class"},
    "ol": {"class"},
    "table": {"class", "data-border"},
    "th": {"scope"},
    "div": {"class", "tabindex", "role", "aria-label"},
}
SCHEMES = {"https", "side", "rute"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; before the first heading both id and heading are "".

    `heading` is plain text, `html` is clean HTML.
    """

    id: str
    heading: str
    html: SafeString


@cache
def sections_of(text: Text) -> tuple[Section, ...]:
    """The sections of a text, with its links and names as they stand in the file.

    The ids are those of the text in Bokmål, so that an address with one works in every language.
    """
    parts = _parts(text)
    source = all_texts().get((text.slug, SOURCE_LANGUAGE), text)
    ids = _ids([heading for heading, _tokens in _parts(source)])
    return tuple(
        Section(ids[number], heading, _clean(tokens, heading or text.title))
        for number, (heading, tokens) in enumerate(parts)
    )


def _parts(text: Text) -> list[tuple[str, list[Token]]]:
    """Heading and tokens of each section; the first has no heading."""
    parts: list[tuple[str, list[Token]]] = [("", [])]
    tokens = iter(_markdown.parse(text.body))
    for token in tokens:
        if token.type == "heading_open":
            parts.append((next(tokens).content, []))
            next(tokens)
        else:
            parts[-1][1].append(token)
    return parts


def _ids(headings: list[str]) -> list[str]:
    ids: list[str] = []
    for heading in headings:
        plain = slugify(heading.replace("[[", "").replace("]]", ""), allow_unicode=True)
        ids.append(f"{plain}-{len(ids)}" if plain in ids else plain)
    return ids


def _clean(tokens: list[Token], label: str) -> SafeString:
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.type in CLASSES:
                each.attrSet("class", CLASSES[each.type])
        if token.type == "table_open":
            token.attrSet("data-border", "true")
    _mark_headings(tokens)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    frame = f'<div class="tablewrap" tabindex="0" role="region" aria-label="{escape(label)}">'
    html = html.replace("<table", f"{frame}<table").replace("</table>", "</table></div>")
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return SafeString(clean)


def _mark_headings(tokens: list[Token]) -> None:
    """The first cell of each row names the row; a cell without words names nothing."""
    begins_row = False
    for opened, inside, closed in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opened.type == "tr_open":
            begins_row = True
        elif opened.type in {"th_open", "td_open"}:
            is_heading = bool(inside.content) and (opened.type == "th_open" or begins_row)
            opened.tag = closed.tag = "th" if is_heading else "td"
            if is_heading:
                opened.attrSet("scope", "col" if opened.type == "th_open" else "row")
            begins_row = False


def filled(html: SafeString, name: str, lead_to: Callable[[str], str]) -> SafeString:
    """Clean HTML with the organisation's name, and links that lead where `lead_to` says.

    A link for which `lead_to` answers "" becomes plain text.
    """

    def link(match: re.Match[str]) -> str:
        address = lead_to(unescape(match[1]))
        return f'<a href="{escape(address)}"{match[2]}>{match[3]}</a>' if address else match[3]

    return SafeString(LINK.sub(link, html).replace(NAME, escape(name)))
