"""The demo's organisations, read from organisations/<slug>.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("organisations")
SLUGS = ("smerte", "lever", "rus", "atrop")
LANGUAGES = ("nb", "nn", "en", "de")
_APART = {"name", "area", "policy", "county_branches"}


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """One area with its name in each language; `part_of` is the code of the one it lies in."""

    code: str
    names: Mapping[str, str]
    is_for_minors: bool
    is_for_families: bool
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Scenery:
    """One organisation: `values` and `policy` are fields of the models of these names."""

    slug: str
    name: str
    values: Mapping[str, object]
    policy: Mapping[str, Any]
    areas: tuple[AreaPlan, ...]
    county_branches: tuple[str, ...]

    def sheet(self, kind: str) -> str:
        """The text of one of its spreadsheets: supporters, requests or activities."""
        return (FOLDER / self.slug / f"{kind}.csv").read_text("utf-8")


@cache
def scenery(slug: str) -> Scenery:
    """The organisation with this slug."""
    found = tomllib.loads((FOLDER / f"{slug}.toml").read_text("utf-8"))
    return Scenery(
        slug=slug,
        name=found["name"],
        values={name: value for name, value in found.items() if name not in _APART},
        policy=found["policy"],
        areas=tuple(_area(each) for each in found["area"]),
        county_branches=tuple(found["county_branches"]),
    )


def _area(found: Mapping[str, object]) -> AreaPlan:
    return AreaPlan(
        code=str(found["code"]),
        names={language: str(found[language]) for language in LANGUAGES},
        is_for_minors=bool(found.get("for_minors")),
        is_for_families=bool(found.get("for_families")),
        part_of=str(found.get("part_of", "")),
    )
