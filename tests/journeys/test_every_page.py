"""Every page of the demo, as every member of the cast: axe, width, hosts and complaints."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from playwright.sync_api import Page

from tests.journeys.crawling import Found, walk
from tests.journeys.looking import (
    AROUND,
    NARROWEST,
    REPEATING,
    SCHEMES,
    WIDTHS,
    broken_rules,
    hard_to_read,
    headings,
    markup,
    too_wide,
)
from tools.keep_pages import keep

OTHER_LANGUAGES = ("nn", "en", "de")
# With this every page is looked at in both widths, both schemes and other languages; without it
# those are that have markup which no page before had, and the others in one of each.
FULL = os.environ.get("STORSTUA_FULL") == "1"
INSIDE = ("/smerte/", "/konto/")
STARTS = {
    "visitor": (["/", "/smerte/", "/atrop/", "/deler/", "/logg-inn/", "/b/ord/"], ("/",)),
    "kari": (["/b/"], ("/b/",)),
    "ola": (["/smerte/i-dag/", "/konto/"], INSIDE),
    "siri": (["/smerte/i-dag/", "/konto/"], INSIDE),
    "veslemoy": (["/smerte/i-dag/"], INSIDE),
    "tor": (["/smerte/i-dag/"], INSIDE),
    "astrid": (["/smerte/i-dag/"], INSIDE),
    "trude": (["/lever/i-dag/"], ("/lever/i-dag", "/lever/foresporsler", "/lever/rapporter")),
    "ragnhild": (["/rus/i-dag/"], ("/rus/i-dag", "/rus/foresporsler", "/rus/rapporter")),
    "idris": (["/atrop/i-dag/"], ("/atrop/i-dag", "/atrop/foresporsler", "/atrop/rapporter")),
}
# The heaviest LIX and the longest sentence on pages that everybody meets, and on pages of work.
EVERYBODY = ("visitor", "kari", "ola")
FOR_ALL, AT_WORK = (35, 25), (42, 30)
# Pages that everyone sees alike are looked at once, as the visitor.
SAME_FOR_ALL = (
    *("/smerte/informasjon/", "/smerte/likepersoner/", "/smerte/samtale/", "/smerte/om/"),
    *("/smerte/for-fagfolk/", "/smerte/personvern/", "/smerte/tilgjengelighet/"),
    *("/smerte/trygg-bruk/", "/smerte/hjelp-na/", "/smerte/bli-likeperson/"),
)


def speak(page: Page, language: str) -> None:
    """Ask for pages in this language from now on."""
    address = "/".join(page.url.split("/")[:3])
    page.context.add_cookies([{"name": "sprak", "value": language, "url": address}])


def in_language(page: Page, language: str, address: str) -> Iterator[str]:
    """What longer words do to the page in this language; the page stays in it."""
    speak(page, language)
    page.goto(address)
    for width in (NARROWEST, *WIDTHS):
        yield from (f"{language}: {told}" for told in too_wide(page, width))


def look_once(page: Page, mark: int, address: str) -> Iterator[str]:
    """Look in one width, scheme and language more, and in a narrow window."""
    width, scheme = WIDTHS[mark % 2], SCHEMES[mark // 2 % 2]
    yield from broken_rules(page, width, scheme, leave_out=(*AROUND, *REPEATING))
    for each in (width, NARROWEST):
        yield from too_wide(page, each)
    yield from in_language(page, OTHER_LANGUAGES[mark // 4 % 3], address)
    speak(page, "nb")


def look_in_all_ways(page: Page, mark: int, address: str) -> Iterator[str]:
    """Look in both widths and schemes, then in German and perhaps one language more."""
    for width in WIDTHS:
        yield from broken_rules(page, width, leave_out=() if width == WIDTHS[0] else REPEATING)
        yield from broken_rules(page, width, "dark", only_colours=True)
        yield from too_wide(page, width)
    yield from too_wide(page, NARROWEST)
    for language in dict.fromkeys(["de", OTHER_LANGUAGES[mark % 3]]):
        yield from in_language(page, language, address)
    yield from (f"{language}: {told}" for told in broken_rules(page, WIDTHS[mark // 4 % 2]))
    speak(page, "nb")


@pytest.fixture(scope="session")
def known() -> set[str]:
    """The markup that has been looked at in all ways."""
    return set()


def is_new(page: Page, known: set[str]) -> bool:
    """Whether the page has markup that is not known yet; it is from now on."""
    found = markup(page)
    has_new = not found <= known
    known |= found
    return has_new


def wrong(page: Page, who: str, found: Found, *, thoroughly: bool) -> Iterator[str]:
    """What is wrong with the page that is open."""
    mark = crc32(f"{who} {found.shape}".encode())
    if found.status >= 400:
        yield f"answered {found.status}"
    yield from headings(page)
    if page.locator("html").get_attribute("lang") == "nb":
        yield from hard_to_read(page, *(FOR_ALL if who in EVERYBODY else AT_WORK))
    look = look_in_all_ways if thoroughly else look_once
    yield from look(page, mark, found.address)


@pytest.mark.parametrize("who", STARTS)
def test_every_page_of(who, visit, known: set[str], say: Callable[[str], None]):
    window = visit()
    page = window.as_member(who) if who != "visitor" else window.page
    if who == "visitor":
        page.goto("/")
    starts, inside = STARTS[who]
    speak(page, "nb")
    home = "/".join(page.url.split("/")[:3])
    problems, count, thorough = [], 0, 0
    for found in walk(page, starts, inside):
        if who != "visitor" and found.shape.startswith(SAME_FOR_ALL):
            continue
        keep(urlsplit(found.address).path, found.status, found.html)
        count += 1
        thoroughly = is_new(page, known) or FULL
        thorough += thoroughly
        told_here = wrong(page, who, found, thoroughly=thoroughly)
        for told in [*told_here, *window.unwanted(home)]:
            problems.append(f"{who} at {found.address}: {told}")
            say(problems[-1])
    say(f"{who}: {count} pages, {thorough} in all ways, {len(problems)} problems")
    assert count >= 2
    assert not problems, "\n".join(problems)
