"""Supporters come in once, are known again, and nothing that is not said changes."""

from datetime import date, timedelta

import pytest

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.imports import actions
from storstua.imports import queries as queries_of_imports
from storstua.imports.models import Import, ImportedRow
from storstua.imports.unreadable import Unreadable
from storstua.organisations import actions as organisations
from storstua.organisations.queries import facts_of
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions as people
from storstua.people import contact
from storstua.people.models import Consent, ContactKind, ContactPoint, Person
from storstua.people.tests.factories import make_person, make_viewer
from storstua.roles import actions as roles
from storstua.roles.choices import Why
from storstua.roles.models import Proposal
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters import actions as supporters
from storstua.supporters import queries
from storstua.supporters.models import Appointment, Declaration, Fulfilment, Pause, Supporter
from storstua.supporters.tests.factories import make_supporter

from .factories import FILES, make_csv
from .taking import counts, everything, take

pytestmark = pytest.mark.django_db


def office(organisation, **options):
    content = (FILES / "office.csv").read_bytes()
    by = Viewer.command_line(organisation.id)
    return actions.take_in(
        by=by,
        organisation=organisation,
        kind="supporters",
        content=content,
        filename="likepersoner-fra-kontoret.csv",
        **options,
    )


def test_51_of_60_rows_go_in_when_the_office_file_is_taken_in(organisation):
    outcome = office(organisation)
    assert (outcome.rows, *counts(outcome)[:3], len(outcome.faults)) == (60, 51, 0, 0, 9)
    assert outcome.lacking == 6
    assert Supporter.objects.count() == 51


def test_nothing_changes_when_the_same_file_comes_again(organisation):
    office(organisation)
    before = everything()
    again = office(organisation)
    assert (*counts(again)[:3], len(again.faults)) == (0, 0, 51, 9)
    assert everything() == before


def test_nothing_is_written_in_a_dry_run(organisation):
    before = everything()
    trial = office(organisation, dry_run=True)
    assert (trial.new, len(trial.faults), trial.key) == (51, 9, None)
    assert (everything(), Import.objects.count()) == (before, 0)


def test_nobody_is_published_when_supporters_are_taken_in(organisation):
    office(organisation)
    assert Consent.objects.count() == 0


def test_contact_points_are_sealed_and_found_again(organisation):
    take(organisation, "supporters", {})
    points = ContactPoint.objects.order_by("kind")
    assert [contact.opened(point) for point in points] == ["kari@example.org", "+4798080892"]
    found = contact.find(organisation.id, ContactKind.PHONE, "+4798080892")
    assert [point.person.full_name for point in found] == ["Kari Nilsen"]
    assert not any(b"980" in bytes(point.sealed) for point in points)


def test_everything_said_is_kept(organisation):
    take(
        organisation,
        "supporters",
        {
            "Id": "17",
            "Samtaler nå": "1",
            "Antall samtaler samtidig": "4",
            "Godkjent for under 18": "ja",
            "Tema": "søvn",
            "Medlem": "ja",
            "Kjønn": "kvinne",
            "Livsfase": "i jobb",
            "Selv eller pårørende": "pårørende",
        },
    )
    row = Supporter.objects.select_related("person", "profile").get()
    assert (row.office_id, row.municipality, row.county) == ("17", "Bærum", "Akershus")
    assert (row.capacity, row.starting_load, row.is_approved_for_minors) == (4, 1, True)
    assert (row.person.given_name, row.person.family_name) == ("Kari", "Nilsen")
    assert row.person.is_member is True
    profile = row.profile
    assert (profile.role, profile.gender, profile.life_phase) == ("relative", "f", "working")
    assert (profile.birth_year, profile.languages, profile.contact_forms) == (
        1975,
        ["nb"],
        ["phone"],
    )
    assert list(row.areas.values_list("area__code", flat=True)) == ["nakke"]
    assert list(row.topics.values_list("topic__code", flat=True)) == ["sleep"]
    assert Appointment.objects.get().from_on == date(2020, 1, 12)
    assert Declaration.objects.get().signed_on == date(2020, 1, 12)
    assert Fulfilment.objects.get().on == date(2019, 10, 24)


def test_a_row_is_known_by_its_id_when_name_and_mobile_are_new(organisation):
    take(organisation, "supporters", {"Id": "17"})
    key = Supporter.objects.get().key
    change = {"Id": "17", "Navn": "Kari Berg", "Mobil": "900 00 001", "E-post": "ny@example.org"}
    assert counts(take(organisation, "supporters", change)) == (0, 1, 0, [])
    row = Supporter.objects.select_related("person").get()
    assert (row.key, row.person.full_name) == (key, "Kari Berg")
    values = [contact.opened(point) for point in ContactPoint.objects.order_by("kind")]
    assert values == ["ny@example.org", "+4790000001"]


def test_a_row_without_id_is_known_by_mobile_and_name(organisation):
    take(organisation, "supporters", {"Id": "17"})
    change = {"Navn": "KARI  nilsen", "E-post": "", "Diagnose": "rygg"}
    assert counts(take(organisation, "supporters", change)) == (0, 1, 0, [])
    row = Supporter.objects.get()
    assert row.office_id == "17"
    assert list(row.areas.values_list("area__code", flat=True)) == ["rygg"]
    assert ContactPoint.objects.count() == 2


def test_an_id_is_added_when_the_person_had_none(organisation):
    take(organisation, "supporters", {})
    assert counts(take(organisation, "supporters", {"Id": "17"})) == (0, 1, 0, [])
    assert Supporter.objects.get().office_id == "17"


def test_a_new_mobile_is_a_change_when_mail_and_name_are_known(organisation):
    take(organisation, "supporters", {})
    assert counts(take(organisation, "supporters", {"Mobil": "900 00 001"})) == (0, 1, 0, [])
    assert Supporter.objects.count() == 1


def test_the_same_person_under_another_id_is_a_fault(organisation):
    take(organisation, "supporters", {"Id": "17"})
    outcome = take(organisation, "supporters", {"Id": "18"})
    assert counts(outcome) == (0, 0, 0, ["stored_other_id"])
    fault = outcome.faults[0]
    assert (fault.line, fault.column, fault.value) == (2, "Id", "18")
    assert fault.reason == "Kari Nilsen er hos dere fra før, med en annen id: «17»."


def test_one_known_by_id_may_not_take_anothers_name_and_mobile(organisation):
    other = {"Id": "18", "Navn": "Per Dal", "Mobil": "90000001", "E-post": ""}
    take(organisation, "supporters", {"Id": "17"}, other)
    outcome = take(organisation, "supporters", {"Id": "18", "E-post": ""})
    assert counts(outcome) == (0, 0, 0, ["stored_another"])
    assert outcome.faults[0].column == "Mobil"


def test_two_who_are_stored_alike_are_told_apart_by_id_only(organisation, by):
    for office_id in ("17", ""):
        twin = make_supporter(organisation, "Kari", "Nilsen", office_id=office_id)
        people.set_contact_point(
            by=by, person=twin.person, kind=ContactKind.PHONE, value="+4798080892"
        )
    assert counts(take(organisation, "supporters", {"Id": "17"}))[:3] == (0, 1, 0)
    assert counts(take(organisation, "supporters", {})) == (0, 0, 0, ["stored_twice"])


def test_two_rows_about_one_stored_person_are_a_fault_that_names_the_line(organisation):
    take(organisation, "supporters", {"Id": "17"})
    outcome = take(
        organisation,
        "supporters",
        {"Id": "17", "Navn": "Kari Berg", "Mobil": "90000001", "E-post": "ny@example.org"},
        {"Id": ""},
    )
    assert counts(outcome) == (0, 1, 0, ["same_stored"])
    assert outcome.faults[0].reason == "Linjen er om den samme personen som linje 2."


def test_the_same_mail_under_another_name_is_marked_and_never_merged(organisation):
    take(organisation, "supporters", {})
    other = {"Navn": "Per Nilsen", "Mobil": "900 00 001"}
    assert counts(take(organisation, "supporters", other)) == (1, 0, 0, [])
    kari, per = Supporter.objects.order_by("id")
    assert (kari.marks, per.marks) == ([], [f"same_mail:{kari.key}"])


def test_the_same_mail_in_one_file_is_marked_on_the_later_row(organisation):
    take(organisation, "supporters", {}, {"Navn": "Per Nilsen", "Mobil": "900 00 001"})
    kari, per = Supporter.objects.order_by("id")
    assert (kari.marks, per.marks) == ([], [f"same_mail:{kari.key}"])


def test_a_cleared_mark_stays_away_when_the_same_file_comes_again(organisation, by):
    rows = ({}, {"Navn": "Per Nilsen", "Mobil": "900 00 001"})
    take(organisation, "supporters", *rows)
    supporters.clear_marks(by=by, supporter=Supporter.objects.order_by("id")[1])
    assert counts(take(organisation, "supporters", *rows)) == (0, 0, 2, [])
    assert [row.marks for row in Supporter.objects.all()] == [[], []]


def test_someone_who_seeks_a_talk_is_never_recognised(organisation, by):
    seeker = make_person(organisation, "Kari", "Nilsen")
    people.set_contact_point(by=by, person=seeker, kind=ContactKind.PHONE, value="+4798080892")
    outcome = take(organisation, "supporters", {})
    assert counts(outcome) == (1, 0, 0, [])
    assert Supporter.objects.get().person_id != seeker.id
    assert Supporter.objects.get().marks == []


def test_a_member_becomes_a_supporter_as_the_same_person(organisation):
    take(organisation, "members", {"Navn": "Kari Nilsen", "Mobil": "98080892"})
    assert counts(take(organisation, "supporters", {})) == (1, 0, 0, [])
    assert Person.objects.count() == 1


def test_what_is_not_said_stays(organisation):
    said = {"Godkjent for under 18": "ja", "Samtaler nå": "2", "Tema": "søvn"}
    take(organisation, "supporters", said)
    bare = dict.fromkeys(said, "") | {"E-post": "", "Språk": "", "Oppnevnt": "", "Fødselsår": ""}
    before = everything()
    assert counts(take(organisation, "supporters", bare)) == (0, 0, 1, [])
    assert everything() == before


def proposed():
    rows = Proposal.objects.order_by("id")
    return [(row.matter, row.answer, row.for_name, row.proposer.given_name) for row in rows]


def test_a_file_of_one_person_approves_nobody_for_minors_but_proposes_it(organisation):
    astrid = make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    tor = make_helper(organisation, Role.BOARD_MEMBER, "Tor")
    by = viewer_of(astrid)
    said = {"Id": "17", "Godkjent for under 18": "ja"}
    outcome = take(organisation, "supporters", said, by=by)
    assert counts(outcome) == (1, 0, 0, [])
    row = Supporter.objects.get()
    assert (row.is_approved_for_minors, row.minors_approved_by) == (False, "")
    assert proposed() == [("minors", "", "Kari Nilsen", "Astrid")]
    (line,) = ImportedRow.objects.all()
    assert queries_of_imports.line_of(line).mark_texts == [
        "Godkjenningen for unge under 18 blir foreslått. En til må si ja."
    ]
    told = Entry.objects.filter(object_key=Proposal.objects.get().key)
    assert list(told.values_list("verb", "person_id")) == [("propose", astrid.id)]
    with pytest.raises(Refusal):
        supporters.agree_for_minors(by=by, proposal=Proposal.objects.get())
    supporters.agree_for_minors(by=viewer_of(tor), proposal=Proposal.objects.get())
    row.refresh_from_db()
    assert (row.is_approved_for_minors, row.minors_approved_by) == (True, "two")
    assert counts(take(organisation, "supporters", said, by=by)) == (0, 0, 1, [])


def test_the_same_file_proposes_nobody_a_second_time(organisation):
    by = viewer_of(make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))
    take(organisation, "supporters", {}, by=by)
    said = {"Godkjent for under 18": "ja"}
    dry = take(organisation, "supporters", said, by=by, dry_run=True)
    assert (counts(dry), proposed()) == ((0, 1, 0, []), [])
    assert counts(take(organisation, "supporters", said, by=by)) == (0, 1, 0, [])
    assert counts(take(organisation, "supporters", said, by=by)) == (0, 0, 1, [])
    roles.decline(
        by=viewer_of(make_helper(organisation, Role.BOARD_MEMBER, "Tor")),
        proposal=Proposal.objects.get(),
        why=Why.NOT_YET,
    )
    assert counts(take(organisation, "supporters", said, by=by)) == (0, 0, 1, [])
    assert [answer for _matter, answer, *_who in proposed()] == ["declined"]


def test_a_job_without_a_sender_neither_approves_nor_proposes(organisation):
    by = Viewer.system(organisation.id, "imports.work")
    take(organisation, "supporters", {"Godkjent for under 18": "ja"}, by=by)
    assert (Supporter.objects.get().is_approved_for_minors, proposed()) == (False, [])


def test_one_person_takes_the_approval_away_with_a_file(organisation):
    by = viewer_of(make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))
    take(organisation, "supporters", {"Godkjent for under 18": "ja"})
    assert counts(take(organisation, "supporters", {"Godkjent for under 18": "nei"}, by=by)) == (
        0,
        1,
        0,
        [],
    )
    row = Supporter.objects.get()
    assert (row.is_approved_for_minors, row.minors_approved_by) == (False, "")


def test_the_operators_word_on_minors_is_kept_and_marked_as_the_offices(organisation):
    take(organisation, "supporters", {"Godkjent for under 18": "ja"})
    assert Supporter.objects.get().minors_approved_by == "office"
    take(organisation, "supporters", {"Godkjent for under 18": "nei"})
    row = Supporter.objects.get()
    assert (row.is_approved_for_minors, row.minors_approved_by) == (False, "")
    assert counts(take(organisation, "supporters", {"Godkjent for under 18": "ja"}))[1] == 1
    assert Supporter.objects.get().minors_approved_by == "office"


def test_what_two_have_approved_stays_theirs_when_the_office_says_the_same(organisation):
    take(organisation, "supporters", {"Godkjent for under 18": "nei"})
    Supporter.objects.update(is_approved_for_minors=True, minors_approved_by="two")
    assert counts(take(organisation, "supporters", {"Godkjent for under 18": "ja"}))[1] == 0
    assert Supporter.objects.get().minors_approved_by == "two"


def test_a_no_is_an_answer_when_it_is_said(organisation):
    take(organisation, "supporters", {"Godkjent for under 18": "ja"})
    assert counts(take(organisation, "supporters", {"Godkjent for under 18": "nei"}))[1] == 1
    assert Supporter.objects.get().is_approved_for_minors is False


def test_a_pause_begins_and_is_never_ended_by_a_file(organisation):
    take(organisation, "supporters", {"På pause": "ja"})
    assert Pause.objects.get().from_on == clock.today()
    assert counts(take(organisation, "supporters", {"På pause": "ja"})) == (0, 0, 1, [])
    assert counts(take(organisation, "supporters", {"På pause": "nei"})) == (0, 0, 1, [])
    assert Pause.objects.get().until_on is None


def test_the_beginning_of_a_running_appointment_moves(organisation):
    take(organisation, "supporters", {})
    assert counts(take(organisation, "supporters", {"Oppnevnt": "01.02.2020"})) == (0, 1, 0, [])
    assert Appointment.objects.get().from_on == date(2020, 2, 1)


def test_an_appointment_that_has_ended_stays_ended(organisation, by):
    take(organisation, "supporters", {})
    supporters.end_appointment(by=by, supporter=Supporter.objects.get())
    assert counts(take(organisation, "supporters", {})) == (0, 0, 1, [])
    late = clock.today().strftime("%d.%m.%Y")
    assert counts(take(organisation, "supporters", {"Oppnevnt": late}))[1] == 1
    assert Appointment.objects.filter(until_on=None).count() == 1


def test_those_who_lack_something_go_in_but_are_not_asked(organisation):
    outcome = take(
        organisation,
        "supporters",
        {},
        {"Navn": "Per Dal", "Mobil": "90000001", "E-post": "", "Taushetserklæring": ""},
    )
    assert (counts(outcome)[0], outcome.lacking) == (2, 1)
    policy = facts_of(organisation).policy
    asked = queries.may_be_asked(organisation.id, clock.today(), policy)
    assert [row.person.full_name for row in asked] == ["Kari Nilsen"]


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.SUPPORTER, Role.SUPERVISOR])
def test_those_who_do_not_keep_the_records_are_refused(organisation, role):
    with pytest.raises(Refusal):
        take(organisation, "supporters", {}, by=make_viewer(organisation, role))


def test_a_coordinator_of_one_branch_is_refused(organisation, by):
    branch = organisations.add_branch(by=by, organisation=organisation, name="Oslo lag")
    viewer = make_viewer(organisation, Role.COORDINATOR, branch=branch)
    with pytest.raises(Refusal):
        take(organisation, "supporters", {}, by=viewer)


def test_a_coordinator_of_another_organisation_is_refused(organisation):
    other = make_organisation("andre", "Andre")
    with pytest.raises(Refusal):
        take(organisation, "supporters", {}, by=make_viewer(other, Role.COORDINATOR))


def test_one_who_was_brought_in_by_hand_is_known_again(organisation, by):
    hand_made = make_supporter(organisation, "Kari", "Nilsen", since=date(2020, 1, 12))
    people.set_contact_point(
        by=by, person=hand_made.person, kind=ContactKind.PHONE, value="+4798080892"
    )
    assert counts(take(organisation, "supporters", {}))[:3] == (0, 1, 0)
    assert Supporter.objects.get().key == hand_made.key


def test_a_file_that_is_no_spreadsheet_raises(organisation, by):
    with pytest.raises(Unreadable):
        actions.take_in(
            by=by,
            organisation=organisation,
            kind="supporters",
            content=b"\x00\x01\x02",
            filename="x",
        )


def test_a_file_without_the_columns_it_needs_writes_nothing(organisation, by):
    content = make_csv([["Navn", "Mobil"], ["Kari", "98080892"]])
    outcome = actions.take_in(
        by=by, organisation=organisation, kind="supporters", content=content, filename="x.csv"
    )
    assert (outcome.is_usable, outcome.new, Import.objects.count()) == (False, 0, 0)
    assert {fault.code for fault in outcome.faults} == {"no_column"}


def test_every_import_and_each_of_its_lines_is_remembered(organisation):
    outcome = take(organisation, "supporters", {}, {"Mobil": "12"})
    file = Import.objects.get()
    assert (file.key, file.rows_count, file.new_count, file.fault_count) == (outcome.key, 2, 1, 1)
    new, faulty = ImportedRow.objects.order_by("line")
    assert (new.outcome, new.target_key) == ("new", Supporter.objects.get().key)
    assert (faulty.outcome, faulty.target_key) == ("fault", None)
    assert list(
        Entry.objects.filter(verb__in=("import file", "bring in supporters")).values_list(
            "purpose", flat=True
        )
    ) == ["supporters", "1 new, 0 changed"]


def test_nothing_of_the_file_stands_in_clear(organisation):
    take(organisation, "supporters", {}, {"Navn": "Per Dal", "Mobil": "12"})
    kept = [everything(["imports"])]
    assert "Nilsen" not in repr(kept)
    assert "Per Dal" not in repr(kept)
    assert "98080892" not in repr(kept)


def test_days_ahead_are_right_when_the_appointment_lies_ahead(organisation):
    ahead = clock.today() + timedelta(days=30)
    take(organisation, "supporters", {"Oppnevnt": ahead.strftime("%d.%m.%Y")})
    assert Appointment.objects.get().from_on == ahead


def test_each_supporter_a_file_made_or_changed_has_that_in_the_audit(organisation):
    first = take(organisation, "supporters", {}, {"Navn": "Per Dal", "Mobil": "98080893"})
    second = take(organisation, "supporters", {"Antall samtaler samtidig": "4"})
    told = Entry.objects.filter(verb__startswith="bring in ", noun="supporters.supporter")
    ida, per = Supporter.objects.order_by("id")
    assert list(told.order_by("id").values_list("verb", "object_key", "purpose")) == [
        ("bring in new", ida.key, f"file {first.key}"),
        ("bring in new", per.key, f"file {first.key}"),
        ("bring in changed", ida.key, f"file {second.key}"),
    ]
