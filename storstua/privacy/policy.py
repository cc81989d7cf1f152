"""Reads the map of all that is stored, `policy.toml`, and answers for each column of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

MAP = Path(__file__).with_name("policy.toml")
CLASSES = ("none", "personal", "sensitive", "secret")
ERASURES = ("delete", "blank", "keep", "none")
ABOUT_PEOPLE = frozenset({"personal", "sensitive"})


class _Way(TypedDict, total=False):
    whose: str
    under: str
    only: list[str]


class _Entry(TypedDict, total=False):
    none: list[str]
    personal: list[str]
    sensitive: list[str]
    secret: list[str]
    sealed: list[str]
    hashed: list[str]
    purpose: str
    term: str
    term_of: dict[str, str]
    export: list[_Way]
    withheld: dict[str, str]
    erase: str
    erase_of: dict[str, str]
    because: str


@dataclass(frozen=True, slots=True)
class Export:
    """One way from a row to the person whose page it stands on.

    `whose` is a field lookup that ends in a person's id, `under` the code of a heading.
    """

    whose: str
    under: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What the map says of one table; `classes` holds each of its columns."""

    name: str
    classes: Mapping[str, str]
    sealed: tuple[str, ...]
    hashed: tuple[str, ...]
    purpose: str
    term: str
    term_of: Mapping[str, str]
    exports: tuple[Export, ...]
    withheld: Mapping[str, str]
    erase: str
    erase_of: Mapping[str, str]
    because: str

    def about_people(self) -> tuple[str, ...]:
        """The columns that tell of a person, in the order of the map."""
        return tuple(column for column, kind in self.classes.items() if kind in ABOUT_PEOPLE)

    def exported(self) -> frozenset[str]:
        """The columns that stand on somebody's page."""
        return frozenset(column for each in self.exports for column in each.columns)

    def erasure_of(self, column: str) -> str:
        """What happens to a column when the person is erased."""
        return self.erase_of.get(column, self.erase)


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole map: tables by name, and the words for terms and for reasons to keep."""

    shared: tuple[str, ...]
    terms: Mapping[str, str]
    reasons: Mapping[str, str]
    tables: Mapping[str, Table]


def _table(name: str, entry: _Entry) -> Table:
    classes: dict[str, str] = {}
    for kind in CLASSES:
        classes |= dict.fromkeys(cast(list[str], entry.get(kind, [])), kind)
    withheld = entry.get("withheld", {})
    shown = [
        column
        for column, kind in classes.items()
        if kind in ABOUT_PEOPLE and column not in withheld
    ]
    exports = tuple(
        Export(way["whose"], way["under"], tuple(way.get("only", shown)))
        for way in entry.get("export", [])
    )
    return Table(
        name=name,
        classes=classes,
        sealed=tuple(entry.get("sealed", ())),
        hashed=tuple(entry.get("hashed", ())),
        purpose=entry["purpose"],
        term=entry["term"],
        term_of=entry.get("term_of", {}),
        exports=exports,
        withheld=withheld,
        erase=entry["erase"],
        erase_of=entry.get("erase_of", {}),
        because=entry.get("because", ""),
    )


@cache
def read() -> Policy:
    """The map as it stands in the file; read once."""
    found = tomllib.loads(MAP.read_text("utf-8"))
    return Policy(
        shared=tuple(found.pop("shared")),
        terms=found.pop("terms"),
        reasons=found.pop("reasons"),
        tables={name: _table(name, cast(_Entry, entry)) for name, entry in found.items()},
    )
