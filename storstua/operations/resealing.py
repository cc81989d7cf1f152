"""Seals anew, under the keys of their drawers, what was sealed under the server key itself."""

from typing import Any

from django.db.models import BinaryField, F, Func, Model, QuerySet, Value

from storstua import vault
from storstua.base.tenancy import INSTALLATION, inside, organisation_ids
from storstua.operations.sealed import COLUMNS

LOT = 200
EARLIER_FORM = b"\1\1"


def reseal_some(limit: int = LOT) -> int:
    """Seal up to `limit` values of each column and organisation anew; returns how many were done.

    What does not open stays as it is, and so does what someone changed meanwhile.
    """
    done = 0
    for organisation_id in (INSTALLATION, *organisation_ids()):
        for column in COLUMNS:
            here = inside(organisation_id, purpose="reseal")
            with here, vault.keys_held(), vault.new_keys_together():
                rows = in_earlier_form(column)
                done += sum(_resealed(column, row) for row in rows.order_by("pk")[:limit])
    return done


def left_in_earlier_form() -> int:
    """How many values are still sealed under the server key itself."""
    left = 0
    for organisation_id in (INSTALLATION, *organisation_ids()):
        with inside(organisation_id, purpose="reseal"):
            left += sum(in_earlier_form(column).count() for column in COLUMNS)
    return left


def in_earlier_form(column: vault.SealedColumn) -> QuerySet[Any]:
    """The rows whose value in the column is of suite 1."""
    begins = Func(
        F(column.column), Value(1), Value(2), function="substring", output_field=BinaryField()
    )
    rows: QuerySet[Any] = column.rows().annotate(begins=begins)
    return rows.filter(begins=EARLIER_FORM)


def _resealed(column: vault.SealedColumn, row: Model) -> int:
    """Seal one value anew; 1 when that was done."""
    earlier, place = bytes(getattr(row, column.column)), column.place_of(row)
    try:
        if column.is_file:
            anew = b"".join(vault.seal_file(list(vault.open_file([earlier], place)), place))
        else:
            anew = vault.seal_bytes(vault.open_bytes(earlier, place), place)
    except vault.Tampered:
        return 0
    untouched = type(row)._base_manager.filter(pk=row.pk, **{column.column: earlier})
    return untouched.update(**{column.column: anew})
