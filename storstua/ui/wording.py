"""What our forms say when something is missing or cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Messages = dict[str, str | _StrPromise]

EVERY_FIELD: Messages = {
    "required": _("Fyll inn dette."),
    "max_length": _("Skriv høyst %(limit_value)d tegn. Du har skrevet %(show_value)d."),
    "min_length": _("Skriv minst %(limit_value)d tegn."),
    "max_value": _("Skriv %(limit_value)s eller mindre."),
    "min_value": _("Skriv %(limit_value)s eller mer."),
    "null_characters_not_allowed": _("Her står et tegn som ikke kan lagres. Skriv det på nytt."),
}

# From the general to the special: a later line wins over an earlier one.
BY_FIELD: tuple[tuple[type[forms.Field], Messages], ...] = (
    (forms.IntegerField, {"invalid": _("Skriv et helt tall, for eksempel 12.")}),
    (forms.FloatField, {"invalid": _("Skriv et tall, for eksempel 2,5.")}),
    (forms.DecimalField, {"invalid": _("Skriv et tall, for eksempel 2,5.")}),
    (forms.DateField, {"invalid": _("Skriv datoen slik: 24.12.2026.")}),
    (forms.TimeField, {"invalid": _("Skriv klokkeslettet slik: 18.30.")}),
    (forms.DateTimeField, {"invalid": _("Skriv dato og klokkeslett slik: 24.12.2026 18.30.")}),
    (forms.EmailField, {"invalid": _("Skriv e-postadressen slik: navn@eksempel.no.")}),
    (forms.URLField, {"invalid": _("Skriv nettadressen slik: https://eksempel.no.")}),
    (forms.BooleanField, {"required": _("Kryss av her for å gå videre.")}),
    (
        forms.ChoiceField,
        {
            "required": _("Velg ett av svarene."),
            "invalid_choice": _("Velg et av svarene på siden."),
        },
    ),
    (
        forms.MultipleChoiceField,
        {
            "required": _("Velg minst ett av svarene."),
            "invalid_choice": _("Velg blant svarene på siden."),
        },
    ),
    (
        forms.FileField,
        {
            "required": _("Velg en fil."),
            "empty": _("Filen er tom. Velg en annen."),
            "max_length": _("Filnavnet er for langt. Gi filen et kortere navn."),
        },
    ),
)


def words_for(field: forms.Field) -> Messages:
    """Our messages for this kind of field, by error code."""
    messages = dict(EVERY_FIELD)
    for kind, words in BY_FIELD:
        if isinstance(field, kind):
            messages |= words
    return messages


def _is_default(field: forms.Field, code: str) -> bool:
    given = field.error_messages.get(code)
    defaults = (cls.__dict__.get("default_error_messages", {}) for cls in type(field).__mro__)
    return given is None or any(given is default.get(code) for default in defaults)


def put_in_words(field: forms.Field) -> None:
    """Give a field our messages, but leave those that were written for it."""
    for code, message in words_for(field).items():
        if _is_default(field, code):
            field.error_messages[code] = message
