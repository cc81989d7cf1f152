from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from storstua.activities import actions, permissions, queries
from storstua.activities.actions import MonthCounts
from storstua.activities.choices import Kind, Mode, Type, What
from storstua.activities.models import Activity, ActivityChange, ActivitySupporter
from storstua.audit.models import Entry as AuditEntry
from storstua.base import clock
from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters.tests.factories import make_supporter

from .factories import make_activity

pytestmark = pytest.mark.django_db

NOON = "2026-03-04 12:00:00+01:00"


@pytest.fixture
def by(ola):
    return viewer_of(ola.person)


def log_talk(by, organisation, supporter, **changed):
    values = {
        "done_on": clock.today(),
        "type": Type.TALK,
        "mode": Mode.PHONE,
        "minutes": 20,
        "pax": 1,
    }
    return actions.log(
        by=by, organisation=organisation, supporter_ids=[supporter.id], **values | changed
    )


def named(activity):
    rows = ActivitySupporter.objects.filter(activity=activity)
    return sorted(rows.values_list("supporter_id", flat=True))


def test_log_when_by_a_supporter_takes_place_and_branch_from_them(by, organisation, ola):
    activity = log_talk(by, organisation, ola)
    assert (activity.municipality, activity.county) == (ola.municipality, ola.county)
    assert (activity.logged_by_id, activity.what, named(activity)) == (
        ola.person_id,
        What.PHONE,
        [ola.id],
    )
    entry = AuditEntry.objects.get(verb="log activity")
    assert (entry.object_key, entry.person_id) == (activity.key, ola.person_id)


def test_log_when_place_is_said_keeps_it(by, organisation, ola):
    activity = log_talk(by, organisation, ola, municipality="Herøy", county="Nordland")
    assert (activity.municipality, activity.county) == ("Herøy", "Nordland")


def test_activity_has_no_column_for_a_seeker():
    columns = {field.column for field in Activity._meta.local_fields}
    assert columns == {
        "id", "key", "version", "created_at", "organisation_id", "office_id", "done_on", "type",
        "mode", "country", "municipality", "county", "branch_id", "records", "is_month_count",
        "minutes", "pax", "led_by_supporter", "is_own_event", "kind", "duplicate_of_id",
        "topic_id", "logged_by_id", "logged_at", "undone_at",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"done_on": date(2999, 1, 1)}, "done_on"),
        ({"minutes": 1441}, "minutes"),
        ({"minutes": -1}, "minutes"),
        ({"pax": 10_001}, "pax"),
    ],
)
def test_log_when_impossible_is_refused(by, organisation, ola, changed, field):
    with pytest.raises(Refusal) as refused:
        log_talk(by, organisation, ola, **changed)
    assert refused.value.field == field
    assert Activity.objects.count() == 0


def test_log_when_of_someone_else_is_refused(by, organisation):
    other = make_supporter(organisation, "Kari")
    with pytest.raises(Refusal):
        log_talk(by, organisation, other)


def test_log_when_the_supporter_is_of_another_organisation_is_refused(organisation):
    stranger = make_supporter(make_organisation(slug="andre"), "Trude")
    with pytest.raises(Refusal) as refused:
        log_talk(Viewer.system(organisation.id, "test"), organisation, stranger)
    assert refused.value.field == "supporters"


def test_log_when_the_role_covers_a_branch_is_for_those_of_the_branch(organisation, ola):
    branch = Branch.objects.create(organisation=organisation, name="Fylket")
    bente = viewer_of(make_helper(organisation, Role.COORDINATOR, "Bente", branch=branch))
    here = make_supporter(organisation, "Kari", branch=branch)
    assert named(log_talk(bente, organisation, here)) == [here.id]
    with pytest.raises(Refusal):
        log_talk(bente, organisation, ola)


def test_log_when_in_another_organisation_is_refused(by, ola):
    other = make_organisation(slug="andre")
    with pytest.raises(Refusal):
        log_talk(by, other, ola)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.MODERATOR])
def test_log_when_by_those_who_only_read_is_refused(organisation, ola, role):
    with pytest.raises(Refusal):
        log_talk(viewer_of(make_helper(organisation, role)), organisation, ola)


def test_undo_when_within_ten_minutes_takes_the_row_out(by, organisation, ola):
    with time_machine.travel(NOON, tick=False) as moment:
        activity = log_talk(by, organisation, ola)
        moment.shift(timedelta(minutes=10))
        actions.undo(by=by, activity=activity)
        actions.undo(by=by, activity=activity)
    assert permissions.own(by).count() == 0
    assert AuditEntry.objects.filter(verb="undo activity").count() == 1


def test_undo_when_later_is_refused(by, organisation, ola):
    with time_machine.travel(NOON, tick=False) as moment:
        activity = log_talk(by, organisation, ola)
        moment.shift(timedelta(minutes=10, seconds=1))
        with pytest.raises(Refusal):
            actions.undo(by=by, activity=activity)
    assert permissions.own(by).count() == 1


def test_undo_when_others_logged_it_is_refused(by, organisation, ola):
    activity = make_activity(organisation, [ola])
    with pytest.raises(Refusal):
        actions.undo(by=by, activity=activity)


def test_remove_when_seen_too_early_is_refused(by, organisation, ola):
    activity = log_talk(by, organisation, ola)
    with pytest.raises(ChangedMeanwhile):
        actions.remove(by=by, activity=activity, seen=7)
    actions.remove(by=by, activity=activity, seen=1)
    actions.remove(by=by, activity=activity, seen=1)
    assert permissions.readable(by).count() == 0


def test_change_when_own_keeps_what_it_was(by, organisation, ola):
    activity = log_talk(by, organisation, ola)
    actions.change(by=by, activity=activity, seen=1, minutes=45, mode=Mode.VIDEO, pax=1)
    activity.refresh_from_db()
    assert (activity.minutes, activity.mode, activity.version) == (45, "video", 2)
    change = ActivityChange.objects.get()
    assert change.changed == {"minutes": [20, 45], "mode": ["phone", "video"]}
    assert change.changed_by_id == ola.person_id


def test_change_when_nothing_differs_leaves_no_trace(by, organisation, ola):
    activity = log_talk(by, organisation, ola)
    actions.change(by=by, activity=activity, minutes=20, done_on=clock.today())
    assert ActivityChange.objects.count() == 0


@pytest.mark.parametrize("values", [{"kind": Kind.STAND}, {"supporter_ids": []}])
def test_change_when_it_decides_what_counts_is_for_keepers(by, organisation, ola, values):
    activity = log_talk(by, organisation, ola)
    with pytest.raises(Refusal):
        actions.change(by=by, activity=activity, **values)


def test_change_when_by_a_coordinator_names_others(organisation, ola):
    siri = viewer_of(make_helper(organisation, Role.COORDINATOR))
    kari = make_supporter(organisation, "Kari")
    activity = make_activity(organisation, [ola])
    actions.change(by=siri, activity=activity, supporter_ids=[kari.id], kind=Kind.STAND)
    assert named(activity) == [kari.id]
    assert ActivityChange.objects.get().changed == {
        "kind": ["normal", "stand"],
        "supporters": [[ola.id], [kari.id]],
    }
    actions.change(by=siri, activity=activity, supporter_ids=[kari.id])
    assert ActivityChange.objects.count() == 1


def test_change_when_a_double_stays_one_keeps_what_it_doubles(organisation, ola):
    siri = viewer_of(make_helper(organisation, Role.COORDINATOR))
    kept, double = make_activity(organisation, [ola]), make_activity(organisation, [ola])
    actions.merge(by=siri, kept=kept, double=double)
    actions.change(by=siri, activity=double, minutes=5)
    double.refresh_from_db()
    assert (double.minutes, double.duplicate_of_id) == (5, kept.id)


def test_keeping_when_of_another_organisation_is_for_the_command_line_alone(organisation, ola):
    activity, other = make_activity(organisation, [ola]), make_organisation(slug="andre")
    viewers = [
        Viewer.command_line(),
        Viewer.system(other.id, "test"),
        viewer_of(make_helper(other, Role.COORDINATOR)),
    ]
    assert [permissions.may_keep(each, activity) for each in viewers] == [True, False, False]


def test_change_when_a_stranger_is_named_is_refused(organisation, ola):
    siri = viewer_of(make_helper(organisation, Role.COORDINATOR))
    stranger = make_supporter(make_organisation(slug="andre"), "Trude")
    activity = make_activity(organisation, [ola])
    with pytest.raises(Refusal):
        actions.change(by=siri, activity=activity, supporter_ids=[stranger.id])


def test_change_when_others_logged_it_is_refused(by, organisation, ola):
    with pytest.raises(Refusal):
        actions.change(by=by, activity=make_activity(organisation, [ola]), minutes=5)


def test_change_when_taken_back_is_refused(by, organisation, ola):
    activity = log_talk(by, organisation, ola)
    actions.undo(by=by, activity=activity)
    with pytest.raises(Refusal):
        actions.change(by=by, activity=activity, minutes=5)


def test_merge_marks_the_double_and_names_its_supporters_on_the_other(organisation, ola):
    siri = viewer_of(make_helper(organisation, Role.COORDINATOR))
    kari = make_supporter(organisation, "Kari")
    kept = make_activity(organisation, [ola], type_=Type.SUPPORT_GROUP, pax=5)
    double = make_activity(organisation, [kari, ola], type_=Type.SUPPORT_GROUP, pax=5)
    actions.merge(by=siri, kept=kept, double=double)
    double.refresh_from_db()
    assert (double.kind, double.duplicate_of_id) == (Kind.DUPLICATE, kept.id)
    assert named(kept) == sorted([ola.id, kari.id])
    actions.change(by=siri, activity=double, kind=Kind.NORMAL)
    double.refresh_from_db()
    assert (double.kind, double.duplicate_of_id) == ("normal", None)


def test_merge_when_nobody_new_was_there_leaves_the_other_as_it_is(organisation, ola):
    siri = viewer_of(make_helper(organisation, Role.COORDINATOR))
    kept, double = make_activity(organisation, [ola]), make_activity(organisation, [ola])
    actions.merge(by=siri, kept=kept, double=double)
    kept.refresh_from_db()
    assert kept.version == 1
    with pytest.raises(Refusal):
        actions.merge(by=siri, kept=kept, double=double)


def test_merge_when_by_a_supporter_or_gone_is_refused(by, organisation, ola):
    kept, double = log_talk(by, organisation, ola), log_talk(by, organisation, ola)
    with pytest.raises(Refusal):
        actions.merge(by=by, kept=kept, double=double)
    actions.undo(by=by, activity=double)
    with pytest.raises(Refusal):
        actions.merge(by=by, kept=kept, double=double)


def month_counts(by, organisation, month, *numbers):
    actions.log_month_counts(
        by=by, organisation=organisation, month=month, counts=MonthCounts(*numbers)
    )
    return queries.month_counts_of(by, month.replace(day=1))


@time_machine.travel(NOON)
def test_month_counts_when_set_again_replace_the_earlier(by, organisation, ola):
    month = date(2026, 2, 11)
    assert month_counts(by, organisation, month, 12, 3, 0) == {What.PHONE: 12, What.VISIT: 3}
    assert month_counts(by, organisation, month, 12, 0, 2) == {
        What.PHONE: 12,
        What.GET_TOGETHER: 2,
    }
    assert month_counts(by, organisation, month, 15, 0, 2)[What.PHONE] == 15
    assert ActivityChange.objects.get().changed == {"records": [12, 15]}
    assert {named(row)[0] for row in permissions.own(by)} == {ola.id}


@time_machine.travel(NOON)
@pytest.mark.parametrize(
    ("month", "numbers", "field"),
    [
        (date(2026, 4, 1), (1, 0, 0), "month"),
        (date(2026, 2, 1), (0, 1000, 0), "visits"),
        (date(2026, 2, 1), (0, 0, -1), "get_togethers"),
    ],
)
def test_month_counts_when_impossible_are_refused(by, organisation, month, numbers, field):
    with pytest.raises(Refusal) as refused:
        month_counts(by, organisation, month, *numbers)
    assert refused.value.field == field


def test_month_counts_when_by_no_supporter_are_refused(organisation):
    with pytest.raises(Refusal):
        month_counts(viewer_of(make_helper(organisation, Role.COORDINATOR)), organisation,
                     clock.today(), 1, 0, 0)  # fmt: skip


@time_machine.travel(NOON)
def test_month_count_cannot_be_changed_as_an_activity(by, organisation):
    month_counts(by, organisation, clock.today(), 4, 0, 0)
    with pytest.raises(Refusal):
        actions.change(by=by, activity=permissions.own(by).get(), minutes=4)


def test_only_month_counts_hold_several_in_the_database(organisation, ola):
    activity = make_activity(organisation, [ola])
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(id=activity.id).update(records=2)


def test_double_in_another_organisation_cannot_be_pointed_to(organisation, ola):
    activity = make_activity(organisation, [ola])
    other = make_activity(make_organisation(slug="andre"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(id=activity.id).update(duplicate_of_id=other.id)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
