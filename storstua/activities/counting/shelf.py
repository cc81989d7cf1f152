"""Finds a shipped rule set by activity date or by name."""

from datetime import date
from functools import cache
from pathlib import Path

from .rule_file import read_rulesets
from .ruleset import Ruleset

FOLDER = Path(__file__).parent.parent / "rules"


@cache
def rulesets() -> tuple[Ruleset, ...]:
    """Return the shipped rule sets, oldest first."""
    return read_rulesets(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml")))


def ruleset_for(day: date) -> Ruleset | None:
    """Return the rule set for an activity on that day; None before the oldest one."""
    return next((ruleset for ruleset in rulesets() if ruleset.covers(day)), None)


def ruleset_named(name: str) -> Ruleset | None:
    """Return the rule set with that id or short name, in any case; None when there is none."""
    wanted = name.upper()
    return next((found for found in rulesets() if wanted in {found.id, found.short_name}), None)
