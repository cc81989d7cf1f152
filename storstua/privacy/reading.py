"""Reads the rows that lead to one person by every way of the map, in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, F, Field, ForeignKey, Model, QuerySet, UUIDField, Value, Window
from django.db.models.functions import JSONObject

from storstua.people.models import Person
from storstua.privacy import policy
from storstua.privacy.policy import Export, Table

# The row that says in which drawer a sealed column lies.
DRAWERS: Mapping[str, str] = {
    "people_contact_point": "person",
    "matching_ask": "request",
    "matching_notice_address": "request",
    "conversations_message": "conversation",
}


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of a table that lead to a person by one way, oldest first, and how many there are.

    Rows that they point to are known by their keys alone, and only where a column is exported or
    a drawer is needed.
    """

    table: Table
    way: Export
    rows: tuple[Model, ...]
    total: int


def models() -> dict[str, type[Model]]:
    """Each model by the name of its table."""
    return {model._meta.db_table: model for model in apps.get_models()}


def ways() -> list[tuple[Table, Export]]:
    """Every way from a row to a person, in the order of the map."""
    tables = policy.read().tables.values()
    return [(table, way) for table in tables for way in table.exports]


def rows_of(table: str, whose: str, person: Person) -> QuerySet[Model]:
    """The rows of a table that lead to this person by this way."""
    model = models()[table]
    leading = model._default_manager.filter(**{whose: person.id})
    rows = model._default_manager.filter(pk__in=leading.values("pk"))
    if any(field.attname == "organisation_id" for field in model._meta.local_concrete_fields):
        rows = rows.filter(organisation_id=person.organisation_id)
    return rows.order_by("pk")


def held(person: Person, newest: int | None = None) -> list[Held]:
    """What there is about a person by each way, empty ways left out; `newest` limits the rows."""
    every = ways()
    found: dict[int, list[Any]] = {}
    for each in _together(
        _told(number, table, way, person, newest) for number, (table, way) in enumerate(every)
    ):
        found.setdefault(each["map_way"], []).append(each)
    return [
        Held(*every[number], tuple(_rows(every[number][0], rows, person)), rows[0]["map_total"])
        for number, rows in sorted(found.items())
    ]


def present(person: Person) -> list[tuple[Table, Export]]:
    """The ways by which there is something about a person now."""
    every = ways()
    counted = _together(
        rows_of(table.name, way.whose, person)
        .order_by()
        .values(map_way=Value(number))
        .annotate(map_total=Count("pk"))
        for number, (table, way) in enumerate(every)
    )
    numbers = {each["map_way"] for each in counted if each["map_total"]}
    return [each for number, each in enumerate(every) if number in numbers]


def keys(person: Person, chosen: Iterable[tuple[Table, Export]]) -> set[UUID]:
    """The keys of all rows that lead to a person by these ways, read without opening anything."""
    by_name = models()
    keyed = [
        rows_of(table.name, way.whose, person).order_by().values("key")
        for table, way in chosen
        if _has_key(by_name[table.name])
    ]
    return {each["key"] for each in _together(keyed)}


def _together(statements: Iterable[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *rest = statements
    return first.union(*rest, all=True)


def _told(
    number: int, table: Table, way: Export, person: Person, newest: int | None
) -> QuerySet[Any, Any]:
    rows = rows_of(table.name, way.whose, person)
    fields = rows.model._meta.local_concrete_fields
    return rows.order_by("-pk").values(
        map_way=Value(number),
        map_total=Window(Count("pk")),
        map_row=JSONObject(**{field.attname: F(field.attname) for field in fields}),
        map_links=JSONObject(pk=F("pk"), **{name: F(f"{name}__key") for name in _links(table)}),
    )[:newest]


def _links(table: Table) -> list[str]:
    """What a row points to, where its key is told or opens a drawer."""
    drawer = DRAWERS.get(table.name)
    return [
        field.name
        for field in models()[table.name]._meta.local_concrete_fields
        if isinstance(field, ForeignKey)
        and (field.column in table.exported() or field.name == drawer)
        and _has_key(field.related_model)
    ]


def _has_key(model: type[Model]) -> bool:
    """Whether its rows have the key by which addresses, drawers and the log know them."""
    fields = model._meta.local_concrete_fields
    return any(field.name == "key" and isinstance(field, UUIDField) for field in fields)


def _rows(table: Table, found: list[Any], person: Person) -> list[Model]:
    rows = [_row(models()[table.name], each, person) for each in found]
    return sorted(rows, key=lambda row: row.pk)


def _row(model: type[Model], told: Any, person: Person) -> Model:
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    row = model(**{name: _plain(fields[name], value) for name, value in told["map_row"].items()})
    for name, key in told["map_links"].items():
        if name != "pk" and key is not None:
            setattr(row, name, _pointed_to(model._meta.get_field(name), row, key, person))
    return row


def _pointed_to(field: Any, row: Model, key: str, person: Person) -> Model:
    """The row that is pointed to, of which nothing but number, key and organisation is known."""
    model: type[Model] = field.related_model
    known: dict[str, Any] = {"pk": getattr(row, field.attname), "key": UUID(key)}
    if any(each.attname == "organisation_id" for each in model._meta.local_concrete_fields):
        known["organisation_id"] = person.organisation_id
    return model(**known)


def _plain(field: "Field[Any, Any]", value: Any) -> Any:
    """A value as JSON tells it, in the type of its column."""
    if field.get_internal_type() == "BinaryField" and value is not None:
        return bytes.fromhex(value.removeprefix("\\x"))
    return field.to_python(value)
