"""Number fields of the log: minutes, people and counts, each within what can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from storstua.activities.actions.months import MOST
from storstua.activities.values import LONGEST, MOST_PEOPLE

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def _number(
    label: StrPromise, least: int, most: int, needed: bool | StrPromise
) -> forms.IntegerField:
    messages: dict[str, StrPromise] = {} if isinstance(needed, bool) else {"required": needed}
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=bool(needed),
        error_messages=messages,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def minutes(
    label: StrPromise, *, least: int = 1, needed: bool | StrPromise = False
) -> forms.IntegerField:
    """The whole length in minutes, at most a day."""
    return _number(label, least, LONGEST, needed)


def people(label: StrPromise, *, needed: bool | StrPromise = False) -> forms.IntegerField:
    """How many took part."""
    return _number(label, 0, MOST_PEOPLE, needed)


def count(label: StrPromise) -> forms.IntegerField:
    """How many there were in a month."""
    return _number(label, 0, MOST, needed=True)
