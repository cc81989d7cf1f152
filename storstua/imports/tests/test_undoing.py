"""An import can be undone for seven days, and then everything is as it was."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from storstua import vault
from storstua.activities import actions as activities
from storstua.activities.models import Activity
from storstua.base import clock
from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.base.roles import Role
from storstua.imports import actions
from storstua.imports.models import Import, ImportedRow
from storstua.matching.models import Ask, Request
from storstua.organisations import actions as organisations
from storstua.organisations.models import Area
from storstua.people import actions as people
from storstua.people.contact import opened, place_of
from storstua.people.models import ContactPoint, Purpose
from storstua.people.tests.factories import make_viewer
from storstua.roles.models import Proposal
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters import actions as supporters
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter

from .factories import FILES
from .taking import counts, everything, take

pytestmark = pytest.mark.django_db

SUPPORTER = {"Id": "17", "Tema": "søvn, håp", "Medlem": "ja"}
CHANGED = {
    "supporters": {
        **SUPPORTER,
        "Navn": "Kari Berg",
        "Mobil": "90000001",
        "Diagnose": "rygg, nakke",
        "Tema": "sorg",
        "Medlem": "nei",
        "Oppnevnt": "01.02.2020",
        "Taushetserklæring": "02.02.2020",
        "Kurs": "03.02.2020",
        "Kommune": "Bodø",
        "Antall samtaler samtidig": "5",
        "På pause": "ja",
        "Språk": "engelsk",
    },
    "requests": {"Diagnose": "nakke", "Tema": "håp", "Mottatt": "02.11.2026", "Ikke denne": "S1"},
    "activities": {"Id": "A1", "Minutter": "45", "Utført av": "S2", "Tema": "håp"},
    "members": {"Navn": "Ola Dal", "Id": "7", "Vil bli kontaktet": "nei"},
}
FIRST = {
    "supporters": SUPPORTER,
    "requests": {"Tema": "søvn, sorg"},
    "activities": {"Id": "A1"},
    "members": {"Id": "7"},
}
KINDS = list(FIRST)


@pytest.fixture
def others(organisation):
    make_supporter(organisation, "Per", office_id="S1")
    make_supporter(organisation, "Eva", office_id="S2")


def undo(organisation, by, outcome):
    actions.undo(by=by, file=Import.objects.get(key=outcome.key))


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_as_before_when_new_rows_are_undone(organisation, by, others, kind):
    before = everything()
    outcome = take(organisation, kind, FIRST[kind])
    assert everything() != before
    undo(organisation, by, outcome)
    assert everything() == before


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_as_before_when_changes_are_undone(organisation, by, others, kind):
    take(organisation, kind, FIRST[kind])
    before = everything()
    outcome = take(organisation, kind, CHANGED[kind])
    assert counts(outcome) == (0, 1, 0, [])
    assert everything() != before
    undo(organisation, by, outcome)
    assert everything() == before


def test_what_a_file_proposed_is_undone_with_it_until_somebody_has_answered(organisation, by):
    tor = viewer_of(make_helper(organisation, Role.BOARD_MEMBER, "Tor"))
    sent_by = viewer_of(make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))
    before = everything()
    said = SUPPORTER | {"Godkjent for under 18": "ja"}
    undo(organisation, by, take(organisation, "supporters", said, by=sent_by))
    assert everything() == before
    outcome = take(organisation, "supporters", said, by=sent_by)
    supporters.agree_for_minors(by=tor, proposal=Proposal.objects.get())
    assert is_refused(organisation, by, outcome) == [2]


def test_the_whole_office_file_can_be_undone_and_taken_in_again(organisation, by):
    before = everything()
    content = (FILES / "office.csv").read_bytes()
    options = {"organisation": organisation, "kind": "supporters", "filename": "x.csv"}
    outcome = actions.take_in(by=by, content=content, **options)
    undo(organisation, by, outcome)
    assert everything() == before
    assert actions.take_in(by=by, content=content, **options).new == 51


def test_the_file_is_deleted_and_the_import_says_so_when_it_is_undone(organisation, by):
    outcome = take(organisation, "supporters", {}, {"Navn": "Per Dal", "Mobil": "12"})
    undo(organisation, by, outcome)
    file = Import.objects.get()
    assert (file.state, file.sealed_content, file.sealed_headings) == ("undone", None, None)
    row = ImportedRow.objects.get()
    assert (row.outcome, row.identity, row.target_key) == ("undone", None, None)
    assert (row.sealed_line, row.sealed_trace) == (None, None)


def is_refused(organisation, by, outcome) -> list[int]:
    before = everything()
    with pytest.raises(actions.ChangedSince) as refusal:
        undo(organisation, by, outcome)
    assert everything() == before
    return refusal.value.lines


def test_it_is_refused_with_the_lines_when_a_row_was_changed_since(organisation, by):
    outcome = take(organisation, "supporters", SUPPORTER, {"Navn": "Per Dal", "Mobil": "90000001"})
    kari = Supporter.objects.get(office_id="17")
    people.set_contact_point(by=by, person=kari.person, kind="email", value="ny@example.org")
    assert is_refused(organisation, by, outcome) == [2]


def test_it_is_refused_when_a_new_supporter_has_been_paused(organisation, by):
    outcome = take(organisation, "supporters", SUPPORTER)
    supporters.pause(by=by, supporter=Supporter.objects.get())
    assert is_refused(organisation, by, outcome) == [2]


def test_it_is_refused_when_a_new_supporter_has_given_consent(organisation, by):
    outcome = take(organisation, "supporters", SUPPORTER)
    person = Supporter.objects.get().person
    people.give_consent(by=by, person=person, purpose=Purpose.DIRECTORY_NAME)
    assert is_refused(organisation, by, outcome) == [2]


def test_it_is_refused_when_an_activity_names_a_new_supporter(organisation, by):
    outcome = take(
        organisation, "supporters", {"Id": "S1"}, {"Navn": "Per Dal", "Mobil": "90000001"}
    )
    take(organisation, "activities", {})
    assert is_refused(organisation, by, outcome) == [2]


def test_it_is_refused_when_a_new_request_has_been_asked_about(organisation, by):
    outcome = take(organisation, "requests", {})
    Ask.objects.create(
        organisation=organisation,
        request=Request.objects.get(),
        supporter=make_supporter(organisation),
    )
    assert is_refused(organisation, by, outcome) == [2]


def test_it_is_refused_when_an_activity_was_put_right(organisation, by, others):
    outcome = take(organisation, "activities", {})
    activities.change(by=by, activity=Activity.objects.get(), minutes=50)
    assert is_refused(organisation, by, outcome) == [2]


def test_it_is_refused_when_what_was_taken_away_has_no_home(organisation, by):
    take(organisation, "supporters", SUPPORTER)
    outcome = take(organisation, "supporters", {**SUPPORTER, "Diagnose": "rygg"})
    area = Area.objects.get(code="nakke")
    area.names.all().delete()
    area.delete()
    assert is_refused(organisation, by, outcome) == [2]


def test_the_newest_is_undone_first_when_two_imports_changed_a_row(organisation, by):
    before = everything()
    first = take(organisation, "supporters", SUPPORTER)
    second = take(organisation, "supporters", CHANGED["supporters"])
    assert is_refused(organisation, by, first) == [2]
    undo(organisation, by, second)
    undo(organisation, by, first)
    assert everything() == before


def leaving_keys() -> set[bytes]:
    """The keys that go when the open transaction succeeds."""
    return {bytes(row.key_id) for row in apps.get_model("vault", "Leaving").objects.all()}


def keys_of_points(**which: object) -> set[bytes]:
    """The ids of the keys that contact points are sealed under."""
    return {bytes(row.sealed)[2:18] for row in ContactPoint.objects.filter(**which)}


@pytest.mark.parametrize("kind", ["supporters", "members"])
def test_the_keys_of_new_people_go_when_the_import_is_undone(organisation, by, kind):
    make_supporter(organisation, "Per", office_id="S1")
    outcome = take(organisation, kind, FIRST[kind])
    brought = keys_of_points()
    assert brought
    undo(organisation, by, outcome)
    assert brought <= leaving_keys()
    assert not ContactPoint.objects.exists()


def test_what_an_undone_import_said_opens_no_more_and_what_stood_before_does(organisation, by):
    first = take(organisation, "supporters", SUPPORTER)
    second = take(organisation, "supporters", CHANGED["supporters"])
    said = {point.kind: (point, bytes(point.sealed)) for point in ContactPoint.objects.all()}
    undo(organisation, by, second)
    vault.finish_erasures()
    for point, sealed in said.values():
        with pytest.raises(vault.Tampered):
            vault.open_sealed(sealed, place_of(point))
    left = {point.kind: opened(point) for point in ContactPoint.objects.all()}
    assert left == {"phone": "+4798080892", "email": "kari@example.org"}
    undo(organisation, by, first)


def test_a_contact_point_that_does_not_open_is_left_when_an_import_is_undone(organisation, by):
    take(organisation, "supporters", SUPPORTER)
    second = take(organisation, "supporters", {**SUPPORTER, "Mobil": "90000001"})
    ContactPoint.objects.filter(kind="email").update(sealed=b"changed by somebody")
    undo(organisation, by, second)
    left = {point.kind: bytes(point.sealed) for point in ContactPoint.objects.all()}
    assert left["email"] == b"changed by somebody"


def test_it_is_refused_after_seven_days_and_twice(organisation, by):
    outcome = take(organisation, "supporters", SUPPORTER)
    Import.objects.update(finished_at=clock.now() - timedelta(days=7))
    with pytest.raises(Refusal, match="sju dager"):
        undo(organisation, by, outcome)
    Import.objects.update(finished_at=clock.now())
    undo(organisation, by, outcome)
    with pytest.raises(Refusal):
        undo(organisation, by, outcome)


def test_it_is_refused_to_others_and_when_the_page_is_old(organisation, by):
    outcome = take(organisation, "supporters", SUPPORTER)
    file = Import.objects.get(key=outcome.key)
    with pytest.raises(Refusal):
        actions.undo(by=make_viewer(organisation, Role.BOARD_MEMBER), file=file)
    with pytest.raises(ChangedMeanwhile):
        actions.undo(by=by, file=file, seen=file.version + 1)


def test_queries_do_not_grow_with_the_rows_when_an_import_is_undone(organisation, by):
    found = []
    for several in (2, 30):
        rows = [
            {"Navn": f"Per Dal {n}", "Mobil": f"9000{n:04}", "E-post": ""} for n in range(several)
        ]
        outcome = take(organisation, "supporters", *rows)
        with connection.execute_wrapper(Counter(found)):
            undo(organisation, by, outcome)
    assert found[0] == found[1]


class Counter:
    """Counts the statements of one stretch."""

    def __init__(self, found: list[int]) -> None:
        self.found = found
        found.append(0)

    def __call__(self, execute, sql, params, many, context):
        self.found[-1] += 1
        return execute(sql, params, many, context)


def test_areas_stay_the_organisations_own(organisation, by):
    organisations.add_area(by=by, organisation=organisation, code="ny", names={"nb": "Ny"})
    before = everything(["organisations"])
    undo(organisation, by, take(organisation, "supporters", SUPPORTER))
    assert everything(["organisations"]) == before
