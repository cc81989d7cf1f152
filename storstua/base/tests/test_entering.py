from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from asgiref.sync import async_to_sync
from django.db import connections, transaction

from storstua.base.roles import Role
from storstua.base.tenancy import (
    INSTALLATION,
    after_commit,
    ainside,
    each_organisation,
    found_everywhere,
    inside,
    now_inside,
    organisation_ids,
    streamed,
)
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db
HERE, THERE = 7, 8


def on_a_connection_of_its_own(work: Callable[[], object]) -> object:
    """What `work` returns where no test has opened a transaction around it."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(work())
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def setting(name: str) -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute("select current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


def test_inside_ends_with_its_transaction():
    def work() -> list[int | None]:
        before = now_inside()
        with inside(HERE):
            within = now_inside()
        return [before, within, now_inside()]

    assert on_a_connection_of_its_own(work) == [None, HERE, None]


def test_inside_ends_with_an_error():
    def work() -> int | None:
        with pytest.raises(ValueError, match="no"), inside(HERE):
            raise ValueError("no")
        return now_inside()

    assert on_a_connection_of_its_own(work) is None


def test_inside_another_one_comes_back():
    with inside(HERE):
        with inside(THERE):
            assert now_inside() == THERE
        assert now_inside() == HERE
        with pytest.raises(ValueError, match="no"), inside(THERE):
            raise ValueError("no")
        assert now_inside() == HERE
        with inside(THERE):
            transaction.set_rollback(True)
        assert now_inside() == HERE


def test_the_database_is_told_for_whom_but_no_name():
    with inside(HERE, by=Viewer(HERE, account_id=3, acting_as=Role.COORDINATOR), purpose="look"):
        assert setting("app.actor") == "account 3"
        assert setting("app.role") == "coordinator"
        assert setting("app.purpose") == "look"
    with inside(HERE, by=Viewer.system(HERE, "daily notices")):
        assert (setting("app.actor"), setting("app.purpose")) == (
            "job daily notices",
            "daily notices",
        )
    with inside(HERE, by=Viewer(HERE, person_id=4)):
        assert setting("app.actor") == "person 4"
    with inside(HERE, by=Viewer.visitor(HERE)):
        assert setting("app.actor") == ""


def test_organisation_itself_can_be_entered():
    organisation = make_organisation()
    with inside(organisation):
        assert now_inside() == organisation.id


def test_what_waits_for_the_commit_runs_inside():
    def work() -> list[int | None]:
        seen: list[int | None] = []
        with inside(THERE):
            after_commit(HERE, lambda: seen.append(now_inside()))
            assert seen == []
        return [*seen, now_inside()]

    assert on_a_connection_of_its_own(work) == [HERE, None]


def test_each_chunk_of_a_stream_is_made_inside_and_no_transaction_waits_between():
    def chunks() -> Iterator[int | None]:
        yield now_inside()
        yield now_inside()

    def work() -> list[tuple[int | None, bool]]:
        return [
            (chunk, connections["default"].in_atomic_block) for chunk in streamed(HERE, chunks())
        ]

    assert on_a_connection_of_its_own(work) == [(HERE, False), (HERE, False)]


def test_async_code_works_inside_through_a_helper():
    assert async_to_sync(ainside)(HERE, now_inside) == HERE


def test_sweep_goes_through_all_organisations_and_the_installation():
    ids = [make_organisation(slug).id for slug in ("forst", "andre")]
    assert organisation_ids() == ids
    seen = each_organisation(lambda: [now_inside()], job="sweep", with_installation=True)
    assert [(by.organisation_id, by.job, found) for by, found in seen] == [
        (organisation_id, "sweep", organisation_id) for organisation_id in (INSTALLATION, *ids)
    ]


def test_rows_of_all_are_found_in_one_go_and_one_is_where_one_was(django_assert_num_queries):
    organisations = [make_organisation(slug) for slug in ("havblikk", "bekkasin")]
    for organisation in organisations:
        with inside(organisation):
            Branch.objects.create(organisation=organisation, name=organisation.slug)
    with inside(organisations[1]):
        with django_assert_num_queries(4):  # the ids, the rows, and a savepoint around them
            found = found_everywhere(Branch.objects.filter(name__contains="k"), purpose="test")
        assert [branch.name for branch in Branch.objects.all()] == ["bekkasin"]
    assert [(branch.organisation_id, branch.name) for branch in found] == [
        (organisation.id, organisation.slug) for organisation in organisations
    ]
