"""policy.toml is true: it names each column of each table, and says all there is to say of it."""

import tomllib

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection
from django.db.models import BinaryField

from proofs import fields
from storstua.operations import sealed as known
from storstua.privacy import policy

COLUMNS = """
select table_name, column_name from information_schema.columns
where table_schema = 'public'
"""
FOUND = policy.read()


def stored() -> set[tuple[str, str]]:
    """Each (table, column) of the database, and each that a model speaks of."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        found = set(cursor.fetchall())
    of_models = {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
    }
    return found | of_models


def mapped() -> set[tuple[str, str]]:
    return {(table.name, column) for table in FOUND.tables.values() for column in table.classes}


def not_mapped(rows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The columns the map is silent about; shared ones count when their table is named."""
    spoken = mapped()
    return {
        (table, column)
        for table, column in rows
        if (table, column) not in spoken and not (table in FOUND.tables and column in FOUND.shared)
    }


@pytest.mark.django_db
def test_every_column_of_the_database_is_in_the_map():
    assert sorted(not_mapped(stored())) == []


@pytest.mark.django_db
def test_every_column_of_the_map_is_in_the_database():
    assert sorted(mapped() - stored()) == []


def protected() -> set[str]:
    """Each column that is stored sealed or as a hash, as table.column."""
    return {
        f"{table.name}.{column}"
        for table in FOUND.tables.values()
        for column in (*table.sealed, *table.hashed)
    }


def test_every_protected_column_has_a_mark_that_is_looked_for():
    assert fields.columns() == protected()
    assert len(fields.FIELDS) >= 40


# Sealed by hand: within what a session or the sign-in holds, and for one browser alone.
ELSEWHERE = {"people_session.session_data", "mfa_authenticator.data", "base_sent_form.for_again"}
# Bytes that nobody wrote: a picture for everyone, and the chain of the log.
OPEN_BYTES = {
    "organisations_logo.png",
    "audit_link.body",
    "audit_link.hash",
    "audit_head.hash",
}


def test_the_vault_and_the_map_name_the_same_sealed_columns():
    sealed = {f"{table.name}.{each}" for table in FOUND.tables.values() for each in table.sealed}
    assert {column.name for column in known.COLUMNS} == sealed - ELSEWHERE


def test_every_column_of_bytes_is_sealed_or_hashed_or_named_here():
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, BinaryField) and not model._meta.db_table.startswith("vault_")
    }
    assert columns - protected() == OPEN_BYTES


@pytest.mark.django_db
def test_a_new_column_and_a_new_table_are_missed():
    new = {("people_person", "shoe_size"), ("new_table", "id")}
    assert not_mapped(stored() | new) == new


def test_no_column_has_two_classes():
    raw = tomllib.loads(policy.MAP.read_text("utf-8"))
    twice = []
    for name in FOUND.tables:
        named = [column for kind in policy.CLASSES for column in raw[name].get(kind, [])]
        twice += [(name, column) for column in set(named) if named.count(column) > 1]
    assert twice == []


def test_every_rule_is_one_that_exists():
    unknown = []
    for table in FOUND.tables.values():
        unknown += [
            (table.name, word)
            for word in (table.term, *table.term_of.values())
            if word not in FOUND.terms
        ]
        unknown += [
            (table.name, word)
            for word in (table.erase, *table.erase_of.values())
            if word not in policy.ERASURES
        ]
        named = {*table.term_of, *table.erase_of, *table.withheld, *table.exported()}
        named |= {*table.sealed, *table.hashed}
        unknown += [(table.name, column) for column in named - table.classes.keys()]
    assert unknown == []


def test_what_is_kept_after_erasing_has_its_reason():
    silent = [
        table.name
        for table in FOUND.tables.values()
        if ("keep" in {table.erase, *table.erase_of.values()}) != (table.because in FOUND.reasons)
    ]
    assert silent == []


def test_every_column_about_people_is_exported_or_withheld_with_a_reason():
    silent, both = [], []
    for table in FOUND.tables.values():
        for column in table.about_people():
            is_shown, is_withheld = column in table.exported(), bool(table.withheld.get(column))
            silent += [(table.name, column)] if not (is_shown or is_withheld) else []
            both += [(table.name, column)] if is_shown and is_withheld else []
    assert (silent, both) == ([], [])


def test_nothing_secret_and_nothing_about_nobody_is_exported():
    wrong = [
        (table.name, column)
        for table in FOUND.tables.values()
        for column in table.exported()
        if table.classes[column] not in policy.ABOUT_PEOPLE
    ]
    assert wrong == []


def test_every_table_about_people_is_erased_or_kept_for_a_reason():
    forgotten = [
        table.name
        for table in FOUND.tables.values()
        if table.about_people() and table.erase == "none"
    ]
    assert forgotten == []


def test_every_way_to_a_person_leads_there():
    wrong = []
    tables = {model._meta.db_table: model for model in apps.get_models()}
    for table in FOUND.tables.values():
        for way in table.exports:
            try:
                tables[table.name]._default_manager.filter(**{way.whose: 1})
            except (KeyError, FieldError) as fault:
                wrong.append((table.name, way.whose, str(fault)))
    assert wrong == []
