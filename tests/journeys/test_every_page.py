"""Every page of the demo, as every member of the cast: axe, width, hosts and complaints."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from playwright.sync_api import Page

from tests.journeys.crawling import Found, walk
from tests.journeys.known import Known, New
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
# With this every page is looked at in all ways, also one that has no new markup
# (docs/decisions/0039-which-pages-are-looked-at.md).
FULL = os.environ.get("STORSTUA_FULL") == "1"
INSIDE = ("/smerte/", "/konto/")
# Who meets most comes first, so that nobody has a long walk left when the others are done.
STARTS = {
    "siri": (["/smerte/i-dag/", "/konto/"], INSIDE),
    "visitor": (["/", "/smerte/", "/atrop/", "/deler/", "/logg-inn/", "/b/ord/"], ("/",)),
    "tor": (["/smerte/i-dag/"], INSIDE),
    "astrid": (["/smerte/i-dag/"], INSIDE),
    "ola": (["/smerte/i-dag/", "/konto/"], INSIDE),
    "trude": (["/lever/i-dag/"], ("/lever/i-dag", "/lever/foresporsler", "/lever/rapporter")),
    "ragnhild": (["/rus/i-dag/"], ("/rus/i-dag", "/rus/foresporsler", "/rus/rapporter")),
    "idris": (["/atrop/i-dag/"], ("/atrop/i-dag", "/atrop/foresporsler", "/atrop/rapporter")),
    "veslemoy": (["/smerte/i-dag/"], INSIDE),
    "kari": (["/b/"], ("/b/",)),
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


type Look = Callable[[Page, int, str], Iterator[str]]


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


def glance(page: Page, mark: int, address: str) -> Iterator[str]:
    """Look whether other rows of the same page make it too wide for a phone."""
    for width in (WIDTHS[0], NARROWEST):
        yield from too_wide(page, width)


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


LOOKS = {New.EVERYWHERE: look_in_all_ways, New.ON_THIS_PAGE: look_once, New.NOWHERE: glance}


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Known:
    """What all processes of this run have looked at."""
    return Known(tmp_path_factory.getbasetemp().parent / f"known-{testrun_uid}")


def wrong(page: Page, who: str, found: Found, look: Look) -> Iterator[str]:
    """What is wrong with the page that is open."""
    mark = crc32(f"{who} {found.shape}".encode())
    if found.status >= 400:
        yield f"answered {found.status}"
    yield from headings(page)
    if page.locator("html").get_attribute("lang") == "nb":
        yield from hard_to_read(page, *(FOR_ALL if who in EVERYBODY else AT_WORK))
    yield from look(page, mark, found.address)


@pytest.mark.parametrize("who", STARTS)
def test_every_page_of(who, visit, known: Known, say: Callable[[str], None]):
    window = visit()
    page = window.as_member(who) if who != "visitor" else window.page
    if who == "visitor":
        page.goto("/")
    starts, inside = STARTS[who]
    speak(page, "nb")
    home = "/".join(page.url.split("/")[:3])
    problems, looks = [], Counter[str]()
    for found in walk(page, starts, inside, () if who == "visitor" else SAME_FOR_ALL):
        keep(urlsplit(found.address).path, found.status, found.html)
        path = found.shape.partition("?")[0]
        look = look_in_all_ways if FULL else LOOKS[known.novelty(path, markup(page))]
        looks[look.__name__] += 1
        for told in [*wrong(page, who, found, look), *window.unwanted(home)]:
            problems.append(f"{who} at {found.address}: {told}")
            say(problems[-1])
    say(f"{who}: {looks.total()} pages, {dict(looks)}, {len(problems)} problems")
    assert looks.total() >= 2
    assert not problems, "\n".join(problems)
