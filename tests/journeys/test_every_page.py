"""Every page of the demo, as every member of the cast: axe, width, hosts and complaints."""

import os
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.crawling import Found, walk

RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        ],
    }
}
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
LANGUAGES = ("nb", "nn", "en", "de")
# In the full run every page is looked at in both widths and both schemes.
FULL = os.environ.get("STORSTUA_FULL") == "1"
STARTS = {
    "visitor": (["/", "/smerte/", "/atrop/", "/deler/", "/logg-inn/", "/b/ord/"], ("/",)),
    "kari": (["/b/"], ("/b/",)),
    "ola": (["/smerte/i-dag/", "/konto/"], ("/smerte/", "/konto/")),
    "siri": (["/smerte/i-dag/", "/konto/"], ("/smerte/", "/konto/")),
    "veslemoy": (["/smerte/i-dag/"], ("/smerte/i-dag", "/smerte/varsler", "/smerte/rolle")),
    "tor": (["/smerte/i-dag/"], ("/smerte/",)),
    "astrid": (["/smerte/i-dag/"], ("/smerte/",)),
    "trude": (["/lever/i-dag/"], ("/lever/i-dag", "/lever/foresporsler", "/lever/rapporter")),
}
# Pages that everyone sees alike are looked at once, as the visitor.
SAME_FOR_ALL = ("/smerte/informasjon/", "/smerte/likepersoner/", "/smerte/samtale/be-om/")

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def ways_to_look(who: str, found: Found) -> list[tuple[int, str]]:
    if FULL:
        return [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
    mark = crc32(f"{who} {found.shape}".encode())
    return [(WIDTHS[mark % 2], SCHEMES[mark // 2 % 2])]


def violations(page) -> list[str]:
    answer = Axe().run(page, options=RULES).response
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in answer["violations"]
        for node in each["nodes"][:2]
    ]


@pytest.mark.parametrize("who", STARTS)
def test_every_page_of(who, visit):
    language = LANGUAGES[crc32(who.encode()) % 4]
    window = visit(locale={"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB", "de": "de-DE"}[language])
    page = window.as_member(who) if who != "visitor" else window.page
    if who == "visitor":
        page.goto("/")
    starts, inside = STARTS[who]
    problems: list[str] = []
    count = 0
    for found in walk(page, starts, inside):
        if who != "visitor" and found.shape.startswith(SAME_FOR_ALL):
            continue
        count += 1
        if found.status >= 400:
            problems.append(f"{found.address}: {found.status}")
        for width, scheme in ways_to_look(who, found):
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            told = f"{found.address} at {width} px, {scheme}"
            problems += [f"{told}: {violation}" for violation in violations(page)]
            if (over := page.evaluate(OVERFLOW)) > 0:
                problems.append(f"{told}: {over} px too wide")
        if page.locator("h1").count() != 1:
            problems.append(f"{found.address}: {page.locator('h1').count()} h1")
    home = page.url.split("/")[2]
    strangers = {url for url in window.requests if url.startswith("http") and home not in url}
    print(f"\n{who}: {count} pages in {language}, {len(problems)} problems")
    assert count >= 2
    problems += [f"another host: {url}" for url in strangers] + window.complaints
    assert not problems, "\n".join(problems)
