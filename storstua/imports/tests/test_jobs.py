"""Large files are the worker's: it goes on where it was left, and deletes what is over."""

from datetime import timedelta

import pytest
from django.db import connection

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.imports import actions, jobs, queries, working
from storstua.imports.actions import bringing_in, uploading
from storstua.imports.models import Import, ImportedRow
from storstua.imports.unreadable import LARGEST_FILE, Unreadable
from storstua.people.tests.factories import make_person, make_viewer
from storstua.supporters.models import Supporter

from .factories import make_csv, rows_of
from .taking import make_import, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_lots(monkeypatch):
    """The worker takes ten rows at a time, and everything is large."""
    monkeypatch.setattr(working, "LOT", 10)
    monkeypatch.setattr(bringing_in, "LOT", 10)
    monkeypatch.setattr(bringing_in, "AT_ONCE", 5)


def send(organisation, several: int = 25, by: Viewer | None = None) -> Import:
    rows = [{"Navn": f"Per {n}", "Mobil": f"9000{n:04}", "E-post": ""} for n in range(several)]
    return actions.upload(
        by=by or Viewer.command_line(organisation.id),
        organisation=organisation,
        kind="supporters",
        content=make_csv(rows_of("supporters", *rows)),
        filename="mange.csv",
    )


def waiting_jobs() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select task_name, (args->>'file_id')::int from procrastinate_jobs"
            " where queue_name = 'imports'"
        )
        return cursor.fetchall()


def test_many_rows_are_left_to_the_worker_who_knows_only_ids(organisation, by, small_lots):
    file = send(organisation)
    actions.bring_in(by=by, file=file)
    file.refresh_from_db()
    assert (file.state, file.done_count, Supporter.objects.count()) == ("running", 0, 0)
    assert waiting_jobs() == [("imports.work", file.id)]
    jobs.work(file.id, file.organisation_id)
    file.refresh_from_db()
    assert (file.state, file.done_count, file.new_count) == ("done", 25, 25)
    assert Supporter.objects.count() == 25
    assert file.may_be_undone() is True


def test_the_page_tells_how_far_it_has_come(organisation, by, small_lots, sign_in):
    file = send(organisation)
    actions.bring_in(by=by, file=file)
    Import.objects.update(done_count=10)
    client = sign_in(organisation, Role.COORDINATOR)
    text = client.get(f"/havblikk/hent-inn/{file.key}/").content.decode()
    assert "10 av 25 rader" in text
    assert '<meta http-equiv="refresh"' in text


def test_work_that_was_broken_off_is_taken_up_where_it_was_left(
    organisation, by, small_lots, monkeypatch
):
    file = send(organisation)
    actions.bring_in(by=by, file=file)
    whole, lots = working.Work.bring_in, []

    def breaks_off(self, rows):
        lots.append(len(rows))
        if len(lots) == 2:
            raise KeyboardInterrupt
        return whole(self, rows)

    monkeypatch.setattr(working.Work, "bring_in", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        jobs.work(file.id, file.organisation_id)
    assert Supporter.objects.count() == 10
    assert jobs.go_on(0) == 0
    Import.objects.update(worked_at=clock.now() - queries.LEFT_AFTER - timedelta(seconds=1))
    assert jobs.go_on(0) == 1
    file.refresh_from_db()
    assert (file.state, file.new_count, lots) == ("done", 25, [10, 10, 10, 5])
    outcomes = ImportedRow.objects.filter(file=file).values_list("outcome", flat=True)
    assert list(outcomes) == ["new"] * 25


@pytest.mark.parametrize("begins", ["to read", "to bring in"])
def test_two_workers_at_once_do_the_work_once(organisation, by, small_lots, monkeypatch, begins):
    """The other worker has done all of it by the time this one has the row to itself."""
    monkeypatch.setattr(uploading, "READ_AT_ONCE", 100)
    file = send(organisation)
    if begins == "to bring in":
        jobs.work(file.id, file.organisation_id)
        actions.bring_in(by=by, file=Import.objects.get())
    locked_row = bringing_in.locked_row

    def after_the_other(file_id):
        monkeypatch.setattr(bringing_in, "locked_row", locked_row)
        jobs.work(file_id, file.organisation_id)
        return locked_row(file_id)

    monkeypatch.setattr(bringing_in, "locked_row", after_the_other)
    jobs.work(file.id, file.organisation_id)
    file.refresh_from_db()
    ready = (begins == "to read") and ("ready", 25, 0)
    assert (file.state, file.new_count, Supporter.objects.count()) == (ready or ("done", 25, 25))
    assert ImportedRow.objects.count() == 25


def test_a_file_that_is_too_big_is_never_kept(organisation, by):
    with pytest.raises(Unreadable, match="for stor"):
        actions.upload(
            by=by,
            organisation=organisation,
            kind="supporters",
            content=b"x" * (LARGEST_FILE + 1),
            filename="stor.csv",
        )
    assert Import.objects.count() == 0


def test_people_neither_do_the_workers_work_nor_the_clocks(organisation, by):
    file, stranger = make_import(organisation), Viewer.visitor(organisation.id)
    for refused in (
        lambda: actions.work_on(by=stranger, file_id=file.id),
        lambda: actions.purge(by=make_viewer(organisation, Role.COORDINATOR), file_id=file.id),
        lambda: send(organisation, by=stranger),
    ):
        with pytest.raises(Refusal):
            refused()
    assert Import.objects.count() == 1


def test_a_large_file_is_read_by_the_worker(organisation, by, monkeypatch):
    monkeypatch.setattr(uploading, "READ_AT_ONCE", 100)
    file = send(organisation)
    assert (file.state, file.rows_count) == ("reading", 0)
    jobs.work(file.id, file.organisation_id)
    file.refresh_from_db()
    assert (file.state, file.rows_count, file.new_count) == ("ready", 25, 25)


def test_a_large_file_that_cannot_be_read_says_why(organisation, by, monkeypatch, sign_in):
    monkeypatch.setattr(uploading, "READ_AT_ONCE", 2)
    file = actions.upload(
        by=by, organisation=organisation, kind="supporters", content=b"hei og hopp", filename="x"
    )
    jobs.work(file.id, file.organisation_id)
    file.refresh_from_db()
    assert file.state == "failed"
    client = sign_in(organisation, Role.COORDINATOR)
    text = client.get(f"/havblikk/hent-inn/{file.key}/").content.decode()
    assert "Vi fant ingen linje med overskrifter vi kjenner." in text
    actions.discard(by=by, file=file)
    assert Import.objects.count() == 0


def test_rows_stand_in_the_name_of_the_one_who_sent_them(organisation, small_lots):
    siri = make_person(organisation, "Siri")
    viewer = make_viewer(organisation, Role.COORDINATOR, person=siri)
    take(organisation, "supporters", {"Id": "S1"})
    rows = [{"Id": f"A{n}"} for n in range(8)]
    file = actions.upload(
        by=viewer,
        organisation=organisation,
        kind="activities",
        content=make_csv(rows_of("activities", *rows)),
        filename="aktiviteter.csv",
    )
    actions.bring_in(by=viewer, file=file)
    jobs.work(file.id, file.organisation_id)
    loggers = organisation_loggers(organisation)
    assert loggers == {siri.id}


def organisation_loggers(organisation) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct logged_by_id from activities_activity where organisation_id = %s",
            [organisation.id],
        )
        return {row[0] for row in cursor.fetchall()}


def test_work_on_an_import_that_is_gone_or_done_does_nothing(organisation, by):
    jobs.work(0)
    file = make_import(organisation)
    jobs.work(file.id, file.organisation_id)
    file.refresh_from_db()
    assert (file.state, Supporter.objects.count()) == ("ready", 0)


def test_the_file_and_what_stood_in_it_go_after_seven_days(organisation, by):
    file = make_import(organisation)
    actions.bring_in(by=by, file=file)
    assert jobs.purge(0) == 0
    Import.objects.update(finished_at=clock.now() - timedelta(days=7, seconds=1))
    assert jobs.purge(0) == 1
    assert jobs.purge(0) == 0
    file.refresh_from_db()
    assert (file.state, file.sealed_content, file.sealed_headings) == ("done", None, None)
    row = ImportedRow.objects.get()
    assert (row.outcome, row.sealed_line, row.sealed_trace) == ("new", None, None)
    assert row.target_key == Supporter.objects.get().key


def test_a_file_nobody_brought_in_goes_altogether(organisation):
    make_import(organisation)
    Import.objects.update(worked_at=clock.now() - timedelta(days=7, seconds=1))
    assert jobs.purge(0) == 1
    assert (Import.objects.count(), ImportedRow.objects.count()) == (0, 0)


def test_lines_without_id_are_known_again_after_the_file_is_gone(organisation, by):
    rows = [{"Id": ""}, {"Id": "", "Diagnose": "nakke"}]
    take(organisation, "requests", *rows)
    Import.objects.update(finished_at=clock.now() - timedelta(days=8))
    jobs.purge(0)
    assert take(organisation, "requests", *rows).unchanged == 2
