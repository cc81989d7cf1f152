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
