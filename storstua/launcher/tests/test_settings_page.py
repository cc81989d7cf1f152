"""The page of settings and the settings themselves say the same."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]


def test_page_lists_exactly_what_is_read_when_settings_come_from_environment() -> None:
    settings = (CHECKOUT / "storstua" / "config" / "settings.py").read_text()
    table = list((CHECKOUT / "docs" / "settings.md").read_text().splitlines())
    listed = {
        name for line in table if line.startswith("| `") for name in _names(line.split("|")[1])
    }
    assert listed == set(_names(settings)) - {"STORSTUA_TEST_DB"}


def _names(text: str) -> list[str]:
    return re.findall(r"(?:STORSTUA|DATABASE)_[A-Z_]+(?=[\"`])", text)
