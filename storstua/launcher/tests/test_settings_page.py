"""The page of settings and the settings themselves say the same."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]
CONFIG = CHECKOUT / "storstua" / "config"
# Set by our own programs, by nobody who runs the product.
OUR_OWN = {"STORSTUA_TEST_DB", "STORSTUA_SERVES"}


def test_page_lists_exactly_what_is_read_when_settings_come_from_environment() -> None:
    read = {
        name
        for file in ("settings.py", "environment.py")
        for name in _names((CONFIG / file).read_text())
    }
    table = list((CHECKOUT / "docs" / "settings.md").read_text().splitlines())
    listed = {
        name for line in table if line.startswith("| `") for name in _names(line.split("|")[1])
    }
    assert listed == read - OUR_OWN


def _names(text: str) -> list[str]:
    return re.findall(r"(?:STORSTUA|DATABASE)_[A-Z_]+(?=[\"`])", text)
