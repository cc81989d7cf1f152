"""What the database itself must guarantee, read from its catalogue."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from storstua.base.record import OrganisationRecord
from storstua.base.tenancy import cross_keys

pytestmark = pytest.mark.django_db

FOREIGN_KEYS = """
select conrelid::regclass::text, array(
  select attname from pg_attribute where attrelid = conrelid and attnum = any(conkey)
  order by attname
)::text[], confrelid::regclass::text
from pg_constraint where contype = 'f'
"""


def ours() -> list[type[models.Model]]:
    return [each for each in apps.get_models() if each.__module__.startswith("storstua.")]


def test_every_key_inside_an_organisation_is_composite():
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        found = {(table, tuple(columns), target) for table, columns, target in cursor.fetchall()}
    wanted = {
        (table, tuple(sorted((column, "organisation_id"))), target)
        for config in apps.get_app_configs()
        if config.name.startswith("storstua.")
        for table, column, target in cross_keys(apps, config.label)
    }
    assert wanted - found == set()


def test_every_table_of_an_organisation_is_unique_by_organisation_and_id():
    missing = [
        model._meta.label
        for model in ours()
        if issubclass(model, OrganisationRecord)
        and not any(
            isinstance(each, models.UniqueConstraint)
            and tuple(each.fields) == ("organisation", "id")
            for each in model._meta.constraints
        )
    ]
    assert missing == []


def test_every_table_has_a_name_of_its_own_and_no_default_order():
    loose = [each._meta.label for each in ours() if each._meta.ordering]
    unnamed = [
        each._meta.label
        for each in ours()
        if not each._meta.db_table.startswith(f"{each._meta.app_label}_")
    ]
    assert (loose, unnamed) == ([], [])


def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_audit_rows_cannot_be_changed_or_deleted():
    with connection.cursor() as cursor:
        cursor.execute("select tgname from pg_trigger where tgrelid = 'audit_entry'::regclass")
        assert ("audit_only_added",) in cursor.fetchall()
