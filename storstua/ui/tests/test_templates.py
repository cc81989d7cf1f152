import re
from pathlib import Path

from storstua.ui.vendoring import VENDOR

STORSTUA = Path(__file__).parents[2]
ICONS = set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / "icons/aksel.svg").read_text()))


def test_every_icon_that_is_asked_for_is_in_the_sprite():
    sources = [*STORSTUA.rglob("templates/**/*.html"), *STORSTUA.rglob("menus.py")]
    asked = {
        name
        for path in sources
        for name in re.findall(r'(?:\{% icon |icon=)"([a-z0-9-]+)"', path.read_text())
    }
    assert asked - ICONS == set()


def templates() -> list[tuple[str, str]]:
    return [(path.name, path.read_text()) for path in STORSTUA.rglob("templates/**/*.html")]


def test_no_cell_of_a_table_is_itself_a_row_of_boxes():
    """A cell laid out as something else is not as high as its row: what is in it is."""
    boxes = re.compile(r'<t[dh]\b[^>]*class="[^"]*\b(?:row|stack)\b')
    assert [name for name, text in templates() if boxes.search(text)] == []


def test_a_day_in_a_table_is_not_broken():
    broken = re.compile(r"<t[dh](?![^>]*\bwhole\b)[^>]*>\{\{ [\w.]+\|(?:full_day|moment) \}\}")
    assert [name for name, text in templates() if broken.search(text)] == []
