"""Gathers all that the map exports about one person, row by row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Field, ForeignKey, Model
from django.utils.translation import get_language

from storstua.conversations import sealing as talks
from storstua.matching import sealing as requests
from storstua.organisations import queries as organisations
from storstua.organisations.queries import Facts
from storstua.people import contact
from storstua.people.models import Person
from storstua.privacy.reading import Held, held
from storstua.roles import sealing as invitations
from storstua.supporters import sealing as supporters
from storstua.vault import open_to_show

type Plain = str | int | float | bool | list[str] | None

# How each sealed column is opened. Only rows on the person's own page are.
OPENERS: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("people_contact_point", "sealed"): contact.opened,
    ("matching_request", "sealed_text"): requests.text_of,
    ("matching_ask", "sealed_message"): requests.message_of,
    ("matching_ask", "sealed_first"): requests.first_of,
    ("matching_notice_address", "sealed"): lambda row: open_to_show(
        row.sealed, requests.place_of_address(row)
    ),
    ("conversations_message", "sealed"): talks.text_of,
    ("supporters_profile", "sealed_story"): supporters.story_of,
    ("roles_invitation", "sealed_email"): invitations.address_of,
}


@dataclass(frozen=True, slots=True)
class Value:
    """One column of a row: as it goes into the file, and in words for the choices it has."""

    column: str
    plain: Plain
    words: tuple[str, ...] = ()
    moment: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `key` is None for rows that have no key of their own."""

    key: UUID | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table that stand under one heading, and how many there are in all."""

    under: str
    table: str
    rows: tuple[Row, ...]
    total: int


def everything(person: Person, newest: int | None = None) -> list[Part]:
    """All that the map exports about a person, in the order of the map; empty parts left out.

    With `newest` each part has only so many of its latest rows. The caller is this person, or
    gives it to this person. Sealed columns are opened.
    """
    facts = organisations.facts_of(person.organisation)
    return [_part(each, facts) for each in held(person, newest)]


def _part(found: Held, facts: Facts) -> Part:
    columns = [column for column in found.table.classes if column in found.way.columns]
    rows = tuple(
        Row(getattr(row, "key", None), tuple(_values(row, columns, facts))) for row in found.rows
    )
    return Part(found.way.under, found.table.name, rows, found.total)


def _values(row: Model, columns: list[str], facts: Facts) -> Iterator[Value]:
    by_column = {field.column: field for field in row._meta.local_concrete_fields}
    for column in columns:
        field = by_column[column]
        value = getattr(row, field.attname)
        opener = OPENERS.get((row._meta.db_table, column))
        if opener:
            yield Value(column, opener(row))
        elif isinstance(field, ForeignKey):
            yield Value(column, _named(row, field, facts))
        else:
            yield _told(column, field, value)


def _named(row: Model, field: "ForeignKey[Any, Any]", facts: Facts) -> str | None:
    """A row that is pointed to: by its name when it is the organisation's, else by its key."""
    number = getattr(row, field.attname)
    if number is None:
        return None
    named = {"area": facts.area, "topic": facts.topic}.get(field.name)
    found = named(number) if named else None
    return found.name_in(get_language() or "nb") if found else str(getattr(row, field.name).key)


def _told(column: str, field: "Field[Any, Any]", value: object) -> Value:
    if isinstance(value, datetime):
        return Value(column, value.isoformat(), moment=value)
    if isinstance(value, date):
        return Value(column, value.isoformat(), day=value)
    choices = dict(getattr(field, "base_field", field).flatchoices)
    if isinstance(value, list):
        return Value(column, [str(each) for each in value], tuple(_said(choices, value)))
    if isinstance(value, UUID):
        return Value(column, str(value))
    words = tuple(_said(choices, [value])) if choices and value not in ("", None) else ()
    return Value(column, cast(Plain, value), words)


def _said(choices: Mapping[object, object], codes: list[Any]) -> Iterator[str]:
    return (str(choices.get(code, code)) for code in codes)
