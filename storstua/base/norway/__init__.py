"""Norway as data: municipalities, counties and where they lie."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; names are not unique, the pair (name, county) is."""

    name: str
    county: str
    latitude: float
    longitude: float
    in_sami_area: bool


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All municipalities of Norway, in the order of the file."""
    text = files(__name__).joinpath("municipalities.csv").read_text("utf-8")
    return tuple(
        Municipality(
            row["municipality"],
            row["county"],
            float(row["latitude"]),
            float(row["longitude"]),
            row["sami_administrative_area"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def counties() -> tuple[str, ...]:
    """The counties, sorted by name."""
    return tuple(sorted({each.county for each in municipalities()}))


def counties_of(name: str) -> tuple[str, ...]:
    """The counties that have a municipality of this name (none, one or several)."""
    return tuple(each.county for each in municipalities() if each.name == name)
