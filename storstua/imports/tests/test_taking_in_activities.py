"""Activities come in with all who took part, and what changes stands in their history."""

from datetime import date

import pytest

from storstua.activities import actions as activities
from storstua.activities.actions import from_office
from storstua.activities.actions.from_office import OfficeActivity
from storstua.activities.models import Activity, ActivityChange, ActivitySupporter
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations import actions as organisations
from storstua.people.tests.factories import make_person, make_viewer
from storstua.supporters.tests.factories import make_supporter

from .taking import counts, everything, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def supporters(organisation, by):
    branch = organisations.add_branch(by=by, organisation=organisation, name="Oslo lag")
    return [
        make_supporter(organisation, "Per", office_id="S1", branch=branch),
        make_supporter(organisation, "Eva", office_id="S2"),
    ]


def named(activity: Activity) -> list[int]:
    return list(activity.supporters.order_by("id").values_list("supporter_id", flat=True))


def test_everything_said_is_kept(organisation, supporters):
    take(
        organisation,
        "activities",
        {
            "Id": "A1",
            "Type": "sammenkomst",
            "Måte": "fysisk",
            "Minutter": "1,5 timer",
            "Deltakere": "7",
            "Utført av": "S1, S2",
            "Godkjent leder": "nei",
            "Eget arrangement": "nei",
            "Merknad": "stand",
            "Tema": "søvn",
        },
    )
    row = Activity.objects.select_related("topic").get()
    assert (row.office_id, row.type, row.mode) == ("A1", "sammenkomst", "physical")
    assert (row.minutes, row.pax, row.kind, row.topic.code) == (90, 7, "stand", "sleep")
    assert (row.led_by_supporter, row.is_own_event) == (False, False)
    assert (row.municipality, row.county) == ("Bodø", "Nordland")
    assert named(row) == [each.id for each in supporters]
    assert row.branch_id == supporters[0].branch_id


def test_the_place_is_the_first_supporters_when_none_is_said(organisation, supporters):
    take(organisation, "activities", {"Kommune": ""})
    row = Activity.objects.get()
    assert (row.municipality, row.county) == ("Oslo", "Oslo")


def test_no_place_is_taken_when_it_was_abroad(organisation, supporters):
    take(organisation, "activities", {"Kommune": "", "Land": "Sverige"})
    row = Activity.objects.get()
    assert (row.country, row.municipality) == ("SE", "")


def test_nothing_changes_when_the_same_file_comes_again(organisation, supporters):
    rows = ({"Id": "A1"}, {"Id": ""}, {"Id": "", "Minutter": "45"})
    assert counts(take(organisation, "activities", *rows)) == (3, 0, 0, [])
    before = everything()
    assert counts(take(organisation, "activities", *rows)) == (0, 0, 3, [])
    assert everything() == before


def test_a_change_stands_in_the_history(organisation, supporters):
    take(organisation, "activities", {"Id": "A1"})
    change = {"Id": "A1", "Minutter": "45", "Utført av": "S2"}
    assert counts(take(organisation, "activities", change)) == (0, 1, 0, [])
    row = Activity.objects.get()
    assert (row.minutes, named(row)) == (45, [supporters[1].id])
    assert ActivityChange.objects.get().changed == {
        "minutes": [30, 45],
        "supporters": [[supporters[0].id], [supporters[1].id]],
    }


def test_a_supporter_more_is_added_to_those_who_stay(organisation, supporters):
    take(organisation, "activities", {"Id": "A1"})
    link = ActivitySupporter.objects.get()
    both = {"Id": "A1", "Utført av": "S1, S2"}
    assert counts(take(organisation, "activities", both)) == (0, 1, 0, [])
    assert named(Activity.objects.get()) == [each.id for each in supporters]
    assert ActivitySupporter.objects.order_by("id").first() == link


def test_an_activity_of_nobody_named_takes_no_ones_place(organisation, supporters, by):
    row = OfficeActivity(
        line=2,
        done_on=date(2025, 2, 1),
        type="samtale",
        mode="phone",
        minutes=30,
        participants=1,
    )
    from_office.bring_in_from_office(by=by, organisation=organisation, rows=[row])
    made = Activity.objects.get()
    assert (made.municipality, made.branch_id, named(made)) == ("", None, [])


def test_a_deleted_activity_stays_deleted(organisation, supporters, by):
    take(organisation, "activities", {"Id": "A1"})
    activities.remove(by=by, activity=Activity.objects.get())
    assert counts(take(organisation, "activities", {"Id": "A1", "Minutter": "50"}))[2] == 1
    assert Activity.objects.standing().count() == 0


def test_the_one_who_sends_the_file_has_logged_it(organisation, supporters):
    siri = make_person(organisation, "Siri")
    viewer = make_viewer(organisation, Role.COORDINATOR, person=siri)
    take(organisation, "activities", {}, by=viewer)
    assert Activity.objects.get().logged_by_id == siri.id


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.BOARD_MEMBER])
def test_those_who_do_not_keep_the_log_are_refused(organisation, supporters, role):
    with pytest.raises(Refusal):
        take(organisation, "activities", {}, by=make_viewer(organisation, role))
