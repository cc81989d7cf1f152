"""Keeps the pages that tests are shown, so that tools/check_html.py can check them.

A plugin of pytest, taken in by PYTEST_PLUGINS=tools.keep_pages; STORSTUA_PAGES names the folder.
Refused forms are not kept, nor what is typed by chance: they show again what someone typed, words
where a number belongs and letters that no page may hold, and the checker stops at some of them.
"""

import hashlib
import os
import re
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client

# What differs each time a page is shown says nothing about its HTML.
VARYING = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|(?<=value=")[\w-]{20,}(?=")')
REFUSED = 422
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Tests that make up their input themselves.
BY_CHANCE = frozenset({"test_bad_input.py"})
# Not empty while a test runs whose input is made up.
typed_by_chance: list[str] = []


def keep(address: str, status: int, html: str) -> None:
    """Keep a whole page under its address, once for each form that it takes."""
    folder = os.environ.get("STORSTUA_PAGES")
    is_page = html.lstrip()[:15].lower().startswith("<!doctype html")
    if not folder or not is_page or status == REFUSED:
        return
    # Letters that no page may hold come from what a test has typed, and are shown as typed.
    if CONTROLS.search(html):
        return
    mark = hashlib.sha256(VARYING.sub("*", html).encode()).hexdigest()[:12]
    name = re.sub(r"[^a-z-]+", "_", VARYING.sub("", address.lower())).strip("_")[:80]
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / f"{name or 'front'}.{status}.{mark}.html").write_text(html)


def pytest_runtest_call(item: pytest.Item) -> None:
    """Note whether the test types anything at all."""
    by_chance = hasattr(getattr(item, "obj", None), "hypothesis")
    typed_by_chance[:] = [item.name] if by_chance or item.path.name in BY_CHANCE else []


def pytest_configure(config: pytest.Config) -> None:
    """Keep every page that Django's test client gets."""
    plain = Client.request

    def request(self: Client, **asked: object) -> HttpResponseBase:
        answer = plain(self, **asked)
        is_html = answer.headers.get("Content-Type", "").startswith("text/html")
        if is_html and not answer.streaming and not typed_by_chance:
            keep(str(asked.get("PATH_INFO", "")), answer.status_code, answer.content.decode())
        return answer

    Client.request = request
