"""Which rows each way to rows shows to whom: what `permissions` of all rooms answer, as lines."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import QuerySet

from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from tests.house.cast import House
from tests.house.strangers import elsewhere, viewers

type WayToRows = Callable[[Viewer], QuerySet]


def ways(room: str) -> dict[str, WayToRows]:
    """The functions of a room's permissions that lead a viewer to rows, by name."""
    module = import_module(f"storstua.{room}.permissions")
    return {
        name: found
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__
        and not name.startswith("_")
        and list(inspect.signature(found).parameters) == ["viewer"]
        and not name.startswith(("may_", "is_"))
        and name not in {"subjects", "own_request"}
    }


def rooms() -> list[str]:
    """The rooms that have permissions."""
    names = (config.name for config in apps.get_app_configs())
    return sorted(
        name.removeprefix("storstua.")
        for name in names
        if name.startswith("storstua.") and find_spec(f"{name}.permissions")
    )


def lines(house: House, room: str) -> Iterator[str]:
    """One line for each way and viewer: which of the organisation's rows are shown, by number."""
    everyone = viewers(house)
    for name, way in ways(room).items():
        with inside(house.organisation):
            model = way(everyone["siri"]).model
            numbers = {
                key: number
                for number, key in enumerate(
                    model._base_manager.order_by("id").values_list("id", flat=True), start=1
                )
            }
            for who, viewer in everyone.items():
                seen = sorted({numbers[row.pk] for row in way(viewer)})
                yield f"{room}.{name:20} {who:9} {_short(seen)} of {len(numbers)}"


def _short(numbers: list[int]) -> str:
    return " ".join(map(str, numbers)) if len(numbers) < 10 else f"{len(numbers)} rows"


def crossings(house: House, room: str) -> list[str]:
    """Where a way to rows crosses into another organisation, with the walls out of the way.

    Inside the other organisation its rows are there, so that only the way itself can leave them
    out; and a viewer of the other one is shown nothing here.
    """
    found = []
    for name, way in ways(room).items():
        for who, viewer in viewers(house).items():
            with inside(house.other):
                if way(viewer).exists():
                    found.append(f"{room}.{name} shows {who} rows of another organisation")
            with inside(house.organisation):
                if way(elsewhere(house, viewer)).exists():
                    found.append(f"{room}.{name} shows rows to {who} of another organisation")
    return found
