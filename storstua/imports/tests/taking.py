"""Takes small files in, and writes down everything that stands in the database."""

from collections.abc import Iterable

from django.apps import apps

from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.imports import actions
from storstua.imports.actions import Outcome
from storstua.imports.models import Import
from storstua.organisations.models import Organisation
from storstua.people.contact import opened
from storstua.people.models import ContactPoint

from .factories import make_csv, rows_of

POINT = ContactPoint._meta.label
ROOMS = ("people", "supporters", "matching", "activities", "organisations", "roles")


def take(
    organisation: Organisation,
    kind: str,
    *changes: dict[str, str],
    by: Viewer | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Take in a file of examples of this kind, each with its changes."""
    return actions.take_in(
        by=by or Viewer.command_line(organisation.id),
        organisation=organisation,
        kind=kind,
        content=make_csv(rows_of(kind, *changes)),
        filename="fil.csv",
        dry_run=dry_run,
    )


def counts(outcome: Outcome) -> tuple[int, int, int, list[str]]:
    """New, changed, unchanged, and the codes of the faults."""
    faults = [fault.code for fault in outcome.faults]
    return outcome.new, outcome.changed, outcome.unchanged, faults


FAULTY = {"Kommune": "Ingensteds"}
PER = {"Navn": "Per Dal", "Mobil": "90000002", "E-post": ""}


@in_its_organisation
def make_import(organisation: Organisation, kind: str = "supporters") -> Import:
    """A file of one good and one faulty row that waits to be brought in."""
    return actions.upload(
        by=Viewer.command_line(organisation.id),
        organisation=organisation,
        kind=kind,
        content=make_csv(rows_of(kind, {}, FAULTY | PER)),
        filename="fra-kontoret.csv",
    )


def everything(rooms: Iterable[str] = ROOMS) -> list[tuple[object, ...]]:
    """Every value of every row of these rooms."""
    found: list[tuple[object, ...]] = []
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        if model._meta.app_label in rooms:
            names = [field.attname for field in model._meta.concrete_fields]
            for row in model._base_manager.order_by("pk").values_list(*names):
                found.append((model._meta.label, *map(_comparable, row)))
    reached = _reached() if "people" in rooms else []
    return [*(each for each in found if each[0] != POINT), *reached]


def _reached() -> list[tuple[object, ...]]:
    """How people are reached, in clear: the same words may be sealed under another key."""
    points = ContactPoint.objects.select_related("person").order_by("id")
    return [
        (point.id, point.person_id, point.kind, point.version, bytes(point.lookup), opened(point))
        for point in points
    ]


def _comparable(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
