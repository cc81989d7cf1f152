"""Takes away what the demo brought: every row of its organisations, and the cast's accounts."""

from collections.abc import Collection

from django.apps import apps
from django.db import connection, models

from storstua.base.tenancy import inside
from storstua.demo.cast import cast
from storstua.organisations.models import Organisation
from storstua.people.models import Account, PlaceOfAccount

# What was done stays, although those who did it were invented.
KEPT = {"audit_entry", "audit_link", "audit_head"}


def clear(slugs: Collection[str]) -> None:
    """Delete all rows of these organisations; foreign keys are checked when all are gone.

    The caller holds a transaction. Accounts go with the last person behind them.
    """
    organisations = Organisation.objects.filter(slug__in=slugs)
    places = PlaceOfAccount.objects.filter(organisation__in=organisations)
    accounts = set(places.values_list("account_id", flat=True))
    for organisation in organisations:
        with inside(organisation, purpose="clear the demo"):
            _empty(organisation.id)
    organisations.delete()
    cast_mails = [member.email for member in cast()]
    known = Account.objects.filter(models.Q(id__in=accounts) | models.Q(email__in=cast_mails))
    known.exclude(places__isnull=False).delete()


def _empty(organisation_id: int) -> None:
    with connection.cursor() as cursor:
        for table in organisation_tables():
            name = connection.ops.quote_name(table)
            cursor.execute(f"delete from {name} where organisation_id = %s", [organisation_id])  # noqa: S608 (a table of our own)


def organisation_tables() -> list[str]:
    """The tables whose rows belong to one organisation, except those that are kept."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in KEPT
        and any(field.column == "organisation_id" for field in model._meta.local_concrete_fields)
    )
