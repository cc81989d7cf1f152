"""Finds every page that a member of the cast can reach by following links."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error, Page

VARYING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d+", re.IGNORECASE
)
# The end of the session, and what is fetched as a file.
LEFT_OUT = ("/ut", "/logg-ut/", "/sprak/", "/utseende/", "/b/kode/notat/", "/static/")
# The same texts stand in every organisation; they are read in the first one.
SAME_TEXTS = re.compile(r"/(?!smerte/)[a-z]+/informasjon/.")
FILES = (".xlsx", ".csv", ".pdf", ".css", ".png", ".ics", ".txt")
# More than this means that shape_of lets too much vary.
MOST = 250


@dataclass(frozen=True)
class Found:
    """A page that was reached: its shape (ids and numbers left out), address and answer."""

    shape: str
    address: str
    status: int
    html: str


def shape_of(address: str) -> str:
    """The address without what varies from row to row."""
    parts = urlsplit(address)
    keys = sorted(part.partition("=")[0] for part in parts.query.split("&") if part)
    return VARYING.sub("*", parts.path) + ("?" + "&".join(keys) if keys else "")


def _is_left_out(address: str, left_out: tuple[str, ...]) -> bool:
    path = urlsplit(address).path
    if SAME_TEXTS.match(path) or path.endswith(FILES):
        return True
    return path.startswith(LEFT_OUT + left_out) or "format=" in address


def walk(
    page: Page, starts: list[str], inside: tuple[str, ...], left_out: tuple[str, ...] = ()
) -> Iterator[Found]:
    """Visit one page of each shape, breadth first, within these beginnings of paths.

    Paths that begin as one of `left_out` does are not visited.
    """
    waiting = deque(urljoin(page.url, start) for start in starts)
    seen: set[str] = set()
    host = urlsplit(page.url).netloc
    while waiting:
        address = waiting.popleft()
        shape = shape_of(address)
        if shape in seen:
            continue
        seen.add(shape)
        assert len(seen) <= MOST, f"No end of pages: {sorted(seen)[-5:]}"
        try:
            answer = page.goto(address)
        except Error as trouble:
            if "Download is starting" not in str(trouble):
                raise
            continue
        if answer is None or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        yield Found(shape, address, answer.status, answer.text())
        links = page.eval_on_selector_all("a[href]", "found => found.map(each => each.href)")
        for link in links:
            plain = link.partition("#")[0]
            parts = urlsplit(plain)
            if parts.netloc != host or not parts.path.startswith(inside):
                continue
            if not _is_left_out(plain, left_out):
                waiting.append(plain)
