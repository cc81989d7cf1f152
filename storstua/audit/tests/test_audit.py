import uuid

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from storstua.audit import actions, queries
from storstua.audit.models import Entry, Kind
from storstua.base.roles import Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db
SIRI = Viewer(
    organisation_id=7,
    person_id=11,
    account_id=13,
    holdings=frozenset({Holding(Role.COORDINATOR)}),
    acting_as=Role.COORDINATOR,
)


@pytest.fixture(autouse=True)
def inside_seven(db):
    with inside(SIRI.organisation_id), inside(SIRI.organisation_id, using=actions.OWN_LINE):
        yield


def make_branch() -> Branch:
    organisation = make_organisation()
    with inside(organisation):
        return Branch.objects.create(organisation=organisation, name="Oslo")


def test_wrote_keeps_who_what_and_why_but_no_content():
    branch = make_branch()
    actions.wrote("add branch", branch, by=SIRI, purpose="decided by the board")
    entry = Entry.objects.get(verb="add branch")
    assert (entry.organisation_id, entry.account_id, entry.person_id) == (7, 13, 11)
    assert (entry.role, entry.job, entry.kind) == (Role.COORDINATOR, "", Kind.CHANGE)
    assert (entry.noun, entry.object_key) == ("organisations.branch", branch.key)
    assert entry.purpose == "decided by the board"
    assert "Oslo" not in str(vars(entry))


def test_wrote_many_leaves_a_line_for_each_key_in_the_history_of_its_row():
    keys = [uuid.uuid4() for _each in range(3)]
    actions.wrote_many("bring in", "organisations.branch", keys, by=SIRI, purpose="file x")
    entries = Entry.objects.filter(verb="bring in").order_by("id")
    assert [entry.object_key for entry in entries] == keys
    assert {(each.noun, each.person_id, each.purpose, each.kind) for each in entries} == {
        ("organisations.branch", 11, "file x", Kind.CHANGE)
    }
    assert [each.verb for each in queries.changes_of(7, keys[1])] == ["bring in"]


def test_wrote_of_nothing_by_a_job_has_no_row_and_no_person():
    actions.wrote("clear old rows", by=Viewer.system(0, "j" * 100), purpose="p" * 300)
    with inside(INSTALLATION):
        entry = Entry.objects.get(verb="clear old rows")
    assert (entry.organisation_id, entry.account_id, entry.person_id) == (None, None, None)
    assert (entry.noun, entry.object_key) == ("", None)
    assert (entry.job, entry.purpose) == ("j" * 80, "p" * 200)


def test_change_is_gone_when_its_transaction_is_undone():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.wrote("add branch", by=SIRI)
        raise ZeroDivisionError
    assert Entry.objects.filter(verb="add branch").count() == 0


@pytest.mark.parametrize(
    ("action", "kind"), [(actions.looked, Kind.READ), (actions.refused, Kind.REFUSAL)]
)
def test_read_and_refusal_stay_when_the_request_is_undone(action, kind):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        action("read contact point", by=SIRI, purpose="to call")
        raise ZeroDivisionError
    entry = Entry.objects.using(actions.OWN_LINE).get(verb="read contact point")
    assert (entry.kind, entry.purpose) == (kind, "to call")


@pytest.mark.parametrize(
    "statement", ["update audit_entry set verb = 'x'", "delete from audit_entry"]
)
def test_what_is_noted_can_be_neither_changed_nor_deleted(statement):
    actions.wrote("add branch", by=SIRI)
    with (
        pytest.raises((ProgrammingError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.filter(verb="add branch").count() == 1


def test_changes_of_one_thing_are_told_newest_first_and_nothing_else():
    branch, job = make_branch(), Viewer.system(7, "renamer")
    actions.wrote("add branch", branch, by=SIRI)
    actions.wrote("name branch", branch, by=job, purpose="nb")
    actions.looked("read branch", branch, by=SIRI)
    with inside(8):
        actions.wrote("name branch", branch, by=Viewer.system(8, "another organisation"))
    actions.wrote("name branch", by=SIRI)
    found = queries.changes_of(7, branch.key)
    assert [(each.verb, each.purpose, each.person_id, each.job) for each in found] == [
        ("name branch", "nb", 0, "renamer"),
        ("add branch", "", 11, ""),
    ]
    assert [each.verb for each in queries.changes_of(7, branch.key, limit=1)] == ["name branch"]
    assert queries.changes_of(7, uuid.uuid4()) == []
