import gzip
import re
from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client

STATIC = Path(__file__).parents[1] / "static"
OWN_CSS = sorted((STATIC / "ui").glob("*.css"))
OWN_JS = sorted((STATIC / "ui").glob("*.js"))
VENDORED_CSS = sorted((STATIC / "vendor/designsystemet").glob("*.css"))
HTMX = STATIC / "vendor/htmx/htmx.min.js"


def weight(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


def lines(paths: list[Path]) -> int:
    return sum(len(path.read_text().splitlines()) for path in paths)


def test_our_own_style_is_at_most_800_lines():
    assert lines(OWN_CSS) <= 800


def test_our_own_script_is_at_most_300_lines():
    assert lines(OWN_JS) <= 300


def test_style_and_script_are_light_to_carry():
    assert weight(OWN_CSS + VENDORED_CSS) <= 45_000
    assert weight([*OWN_JS, HTMX]) <= 60_000


@pytest.mark.parametrize("path", OWN_CSS, ids=lambda path: path.name)
def test_our_own_style_stands_in_layers(path: Path):
    bare = re.sub(r"/\*.*?\*/|@font-face \{.*?\}", "", path.read_text(), flags=re.DOTALL)
    depth, outside = 0, []
    for line in bare.splitlines():
        if depth == 0 and line.strip() and not line.startswith("@layer"):
            outside.append(line)
        depth += line.count("{") - line.count("}")
    assert (outside, depth) == ([], 0)


@pytest.mark.parametrize("path", OWN_JS, ids=lambda path: path.name)
def test_our_own_script_stores_nothing_and_builds_no_code(path: Path):
    barred = re.compile(
        r"innerHTML|eval|Function\(|localStorage|sessionStorage|indexedDB|\.style\b"
    )
    assert barred.findall(path.read_text()) == []


def test_every_token_in_our_style_is_defined():
    theme = "".join(path.read_text() for path in VENDORED_CSS + OWN_CSS)
    defined = set(re.findall(r"(--[a-z0-9-]+)\s*:", theme))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", "".join(p.read_text() for p in OWN_CSS)))
    assert used - defined == set()


@pytest.mark.parametrize(
    "name", ["ui/base.css", "vendor/htmx/htmx.min.js", "vendor/icons/aksel.svg"]
)
def test_a_file_with_a_hashed_name_is_sent_small_and_kept_for_years(client: Client, name: str):
    answer = client.get(static(name), HTTP_ACCEPT_ENCODING="gzip")
    assert re.fullmatch(r"/static/.+\.[0-9a-f]{12}\.(css|js|svg)", static(name))
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"


def test_style_names_letters_by_their_hashed_names(client: Client):
    style = b"".join(client.get(static("ui/base.css"))).decode()
    letters = static("vendor/fonts/source-sans-3-latin-wght-normal.woff2")
    assert f'url("..{letters.removeprefix("/static")}")' in style
