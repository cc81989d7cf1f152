"""Puts a row into each table that has none, so that what is said of all tables is said of rows."""

import secrets
import uuid
from collections.abc import Callable, Collection
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from storstua.base import clock
from storstua.base.tenancy import inside, wall_column
from storstua.organisations.models import Organisation

VALUES: dict[type[models.Field], Callable[[], object]] = {
    models.BinaryField: lambda: secrets.token_bytes(8),
    models.DateTimeField: clock.now,
    models.DateField: clock.today,
    models.UUIDField: uuid.uuid4,
    models.BooleanField: lambda: False,
    models.IntegerField: lambda: 1,
    models.JSONField: dict,
    ArrayField: list,
}


def fill(organisation: Organisation, but: Collection[str] = ()) -> None:
    """At least one row of the organisation in every table that has walls, but for some."""
    with inside(organisation):
        for model in apps.get_models(include_auto_created=True):
            if wall_column(model) is None or model._meta.db_table in but:
                continue
            if not model._base_manager.exists():
                _row(model, organisation)


def _row(model: type[models.Model], organisation: Organisation) -> models.Model:
    values: dict[str, Any] = {}
    for field in model._meta.local_concrete_fields:
        if field.column == "organisation_id":
            values[field.attname] = organisation.id
        elif field.default is NOT_PROVIDED and not field.null and not field.primary_key:
            values[field.name] = _value(field, organisation)
    return model._base_manager.create(**values)


def _value(field: models.Field, organisation: Organisation) -> object:
    if isinstance(field, models.OneToOneField):
        return _row(field.related_model, organisation)
    if isinstance(field, models.ForeignKey):
        return field.related_model._base_manager.first() or _row(field.related_model, organisation)
    known = (make for kind, make in VALUES.items() if isinstance(field, kind))
    return next(known, lambda: "")()
