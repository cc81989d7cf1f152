"""The chain of the log: it grows in order, and a change behind the product's back is found."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from storstua.audit import chaining
from storstua.audit.chaining import Break, Fault
from storstua.audit.models import Entry, Head, Link
from storstua.base import clock
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer

pytestmark = pytest.mark.django_db
SEVEN = Viewer.system(7, "test")
YEARS = timedelta(days=2 * 365 + 5)


@pytest.fixture(autouse=True)
def inside_seven(db) -> Iterator[None]:
    with inside(7):
        yield


def note(count: int = 1, at=None) -> list[Entry]:
    """Entries as the product writes them; `at` makes them old."""
    made = []
    for number in range(count):
        entry = Entry(organisation_id=7, job="test", kind="change", verb=f"act {number}")
        entry.at = at or clock.now()
        entry.save(force_insert=True)
        made.append(entry)
    return made


def broken() -> Break | None:
    return chaining.first_break(clock.now() - YEARS)


@pytest.fixture
def as_owner(inside_seven) -> Iterator[None]:
    """Work as the role that owns the tables, which can do what the product cannot."""
    product, owner = connections["default"], connections["owner"]
    connections["default"] = owner
    try:
        with inside(7):
            yield
    finally:
        connections["default"] = product


def behind(which: Entry, *statements: str) -> None:
    """What an owner does to one entry who switches the triggers off."""
    tables = ("audit_entry", "audit_link", "audit_head")
    off = [f"alter table {table} disable trigger user" for table in tables]
    with connection.cursor() as cursor:
        for statement in (*off, *statements):
            cursor.execute(statement, {"which": which.id})


def test_chain_holds_and_each_entry_has_one_link_in_order():
    entries = note(3)
    assert (chaining.grow(), chaining.grow()) == (3, 0)
    entries += note(2)
    assert chaining.grow() == 2
    told = list(Link.objects.order_by("id").values_list("entry_id", flat=True))
    assert told == [entry.id for entry in entries]
    assert broken() is None


def test_each_organisation_has_a_chain_of_its_own():
    note(2)
    with inside(8):
        Entry.objects.create(organisation_id=8, kind="change", verb="elsewhere")
        assert chaining.grow() == 1
        link = Link.objects.get()
        first = chaining.hash_of(chaining.NOTHING, link.entry_id, link.at, bytes(link.body))
        assert bytes(link.hash) == first
    assert chaining.grow() == 2


def test_more_entries_than_one_lot_are_chained_and_read(monkeypatch):
    monkeypatch.setattr(chaining, "LOT", 2)
    note(5)
    assert chaining.grow() == 5
    assert broken() is None


def test_a_head_is_kept_once_for_what_was_reached():
    assert chaining.note_head() is None
    note(2)
    chaining.grow()
    head = chaining.note_head()
    assert head is not None
    assert bytes(head.hash) == bytes(Link.objects.order_by("id").last().hash)
    assert chaining.note_head() is None
    note()
    chaining.grow()
    assert chaining.note_head() is not None


@pytest.mark.parametrize("column", ["verb", "purpose", "job"])
def test_the_body_covers_each_column(column):
    (entry,) = note()
    before = chaining.body_of(entry)
    setattr(entry, column, "other")
    assert chaining.body_of(entry) != before


def test_the_body_covers_who_when_and_what():
    (entry,) = note()
    bodies = {chaining.body_of(entry)}
    changes = {
        "at": entry.at + timedelta(microseconds=1),
        "organisation_id": 8,
        "account_id": 1,
        "person_id": 1,
        "role": "coordinator",
        "kind": "read",
        "noun": "people.person",
        "object_key": uuid4(),
    }
    for name, value in changes.items():
        before = getattr(entry, name)
        setattr(entry, name, value)
        bodies.add(chaining.body_of(entry))
        setattr(entry, name, before)
    assert len(bodies) == len(changes) + 1


OWNER = pytest.mark.django_db(databases=["default", "audit", "owner"])
CHANGES = (
    "update audit_entry set verb = 'nothing' where id = %(which)s",
    "update audit_entry set at = at - interval '1 second' where id = %(which)s",
    "update audit_entry set person_id = 99 where id = %(which)s",
)
REMOVE = "delete from audit_entry where id = %(which)s"
REMOVE_LINK = "delete from audit_link where entry_id = %(which)s"


@OWNER
@pytest.mark.parametrize("statement", CHANGES)
def test_one_changed_entry_among_many_is_found_at_its_number(as_owner, statement):
    entries = note(20)
    chaining.grow()
    assert broken() is None
    behind(entries[11], statement)
    assert broken() == Break(entries[11].id, Fault.CHANGED)


@OWNER
@pytest.mark.parametrize("at", [0, 11, 19])
def test_one_removed_entry_is_found_at_its_number(as_owner, at):
    entries = note(20)
    chaining.grow()
    behind(entries[at], REMOVE)
    assert broken() == Break(entries[at].id, Fault.REMOVED)


@OWNER
def test_an_entry_removed_with_its_link_is_found_at_the_next_one(as_owner):
    entries = note(20)
    chaining.grow()
    behind(entries[11], REMOVE, REMOVE_LINK)
    assert broken() == Break(entries[12].id, Fault.UNCHAINED)


@OWNER
def test_an_end_that_was_cut_off_is_found_by_the_head(as_owner):
    entries = note(20)
    chaining.grow()
    chaining.note_head()
    behind(entries[-1], REMOVE, REMOVE_LINK)
    assert broken() == Break(0, Fault.REMOVED)


@OWNER
def test_a_chain_made_anew_does_not_fit_the_head_that_was_told(as_owner):
    entries = note(3)
    chaining.grow()
    chaining.note_head()
    behind(
        entries[0],
        CHANGES[0],
        "delete from audit_link",
        "select setval('audit_link_id_seq', (select link_id - 2 from audit_head), false)",
        "create temporary table told as select * from audit_head",
        "delete from audit_head",
    )
    chaining.grow()
    behind(entries[0], "insert into audit_head select * from told")
    assert broken() == Break(entries[2].id, Fault.UNCHAINED)


def drop(*entries: Entry) -> int:
    return chaining.drop([entry.id for entry in entries])


def test_old_entries_go_and_the_chain_still_holds():
    old, kept, also_old, young = (*note(2, clock.now() - YEARS), *note(2, clock.now() - YEARS))
    newest = note(2)
    chaining.grow()
    before = bytes(Link.objects.order_by("id").last().hash)
    assert drop(also_old) == 1
    assert broken() is None
    assert Link.objects.count() == 6
    assert drop(old, kept) == 2
    assert broken() is None
    assert list(Entry.objects.order_by("id")) == [young, *newest]
    assert Link.objects.count() == 3
    assert bytes(Link.objects.order_by("id").last().hash) == before
    note()
    chaining.grow()
    assert broken() is None


def test_the_chain_goes_on_when_all_of_it_was_dropped():
    old = note(3, clock.now() - YEARS)
    chaining.grow()
    assert drop(*old) == 3
    assert (Link.objects.count(), Head.objects.count(), broken()) == (0, 1, None)
    note(2)
    chaining.grow()
    assert broken() is None


def test_an_entry_that_is_not_chained_yet_or_too_young_stays():
    old = note(2, clock.now() - YEARS)
    assert drop(*old) == 0
    young = note(2, clock.now() - timedelta(days=700))
    chaining.grow()
    assert drop(*young) == 0
    assert Entry.objects.count() == 4


def test_entries_of_another_organisation_do_not_go():
    old = note(2, clock.now() - YEARS)
    chaining.grow()
    with inside(8):
        assert drop(*old) == 0
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("table", ["audit_entry", "audit_link", "audit_head"])
@pytest.mark.parametrize("verb", ["update {} set organisation_id = 7", "delete from {}"])
def test_the_role_of_the_product_can_neither_change_nor_delete(table, verb):
    note()
    chaining.grow()
    chaining.note_head()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))
