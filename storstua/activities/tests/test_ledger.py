from datetime import date

import pytest
import time_machine

from storstua.activities import actions, choices, counting, queries
from storstua.activities.actions import MonthCounts
from storstua.activities.actions.from_office import OfficeActivity, bring_in_from_office
from storstua.activities.choices import Kind, Mode, Type
from storstua.activities.counting import Code, Result
from storstua.activities.models import Activity
from storstua.base.viewer import Viewer
from storstua.organisations.tests.factories import make_organisation
from storstua.roles.tests.factories import viewer_of
from storstua.supporters import actions as supporters
from storstua.supporters.tests.factories import make_supporter

from .factories import make_activity, make_ola

pytestmark = pytest.mark.django_db

DAY = date(2025, 5, 6)


def judge_one(organisation, *named, **values):
    values.setdefault("done_on", DAY)
    activity = make_activity(organisation, named, **values)
    [row] = queries.judged(Activity.objects.filter(id=activity.id))
    return row.verdict.result, row.verdict.activity_days, row.verdict.reasons


def test_words_of_the_log_are_those_of_the_rules():
    assert set(choices.Type.values) == {each.value for each in counting.ActivityType}
    assert set(choices.Mode.values) == {each.value for each in counting.Mode}
    assert set(choices.Kind.values) == {each.value for each in counting.Kind}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, (Result.YES, 1, (Code.OK,))),
        ({"pax": 2}, (Result.REVIEW, None, (Code.FORM_UNCLEAR,))),
        ({"pax": 0}, (Result.NO, 0, (Code.NO_CONTACT,))),
        ({"mode": Mode.PHONE}, (Result.NO, 0, (Code.NOT_PHYSICAL,))),
        ({"type_": Type.TALK}, (Result.NO, 0, (Code.NOT_PHYSICAL,))),
        ({"type_": Type.TALK, "mode": Mode.EMAIL}, (Result.NO, 0, (Code.NOT_PHYSICAL,))),
        ({"kind": Kind.DUPLICATE}, (Result.NO, 0, (Code.DUPLICATE,))),
        ({"country": "SE"}, (Result.NO, 0, (Code.NOT_NORWAY,))),
        ({"is_own_event": False}, (Result.NO, 0, (Code.NOT_OWN_EVENT,))),
        ({"led_by_supporter": False}, (Result.NO, 0, (Code.LIKEPERSON_NOT_APPROVED,))),
        ({"type_": Type.GET_TOGETHER}, (Result.NO, 0, (Code.NOT_AN_ACTIVITY,))),
        (
            {"type_": Type.SUPPORT_GROUP, "mode": Mode.VIDEO, "pax": 5},
            (Result.REVIEW, None, (Code.DIGITAL_UNCLEAR,)),
        ),
        ({"done_on": date(2013, 1, 1)}, (Result.REVIEW, None, (Code.NO_RULESET,))),
    ],
)
def test_verdict_when_led_by_an_appointed_supporter(organisation, values, expected):
    ola = make_supporter(organisation, since=date(2010, 1, 1))
    assert judge_one(organisation, ola, **values) == expected


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 3, 31), False),
        (date(2025, 4, 1), True),
        (date(2025, 6, 30), True),
        (date(2025, 7, 1), False),
    ],
)
def test_verdict_when_at_the_edge_of_an_appointment(organisation, day, counts):
    kari = make_supporter(organisation, "Kari", is_appointed=False)
    system = Viewer.system(organisation.id, "test")
    supporters.appoint(
        by=system, supporter=kari, from_on=date(2025, 4, 1), until_on=date(2025, 6, 30)
    )
    result, _days, _reasons = judge_one(organisation, kari, done_on=day)
    assert (result is Result.YES) is counts


def test_verdict_when_one_of_two_is_appointed_counts(organisation):
    kari = make_supporter(organisation, "Kari", is_appointed=False)
    ola = make_supporter(organisation, since=date(2020, 1, 1))
    assert judge_one(organisation, kari, ola)[0] is Result.YES
    assert judge_one(organisation, kari)[2] == (Code.LIKEPERSON_NOT_APPROVED,)
    assert judge_one(organisation)[2] == (Code.LIKEPERSON_NOT_APPROVED,)


def test_ruleset_follows_the_day(organisation):
    ola = make_supporter(organisation, since=date(2010, 1, 1))
    make_activity(organisation, [ola], done_on=date(2019, 12, 31))
    make_activity(organisation, [ola], done_on=date(2020, 1, 1))
    found = [
        row.ruleset_id for year in (2019, 2020) for row in queries.ledger(organisation.id, year)
    ]
    assert found == ["BUFDIR-2016", "BUFDIR-2020"]


def test_ledger_when_read_leaves_out_other_years_organisations_and_what_was_undone(organisation):
    ola, other = make_ola(organisation), make_organisation(slug="andre")
    by = viewer_of(ola.person)
    make_activity(other, done_on=DAY)
    make_activity(organisation, [ola], done_on=date(2024, 12, 31))
    actions.undo(by=by, activity=make_activity(organisation, [ola], done_on=DAY, by=by))
    kept = make_activity(organisation, [ola], done_on=DAY, office_id="A1")
    rows = queries.ledger(organisation.id, 2025)
    assert [(row.fact.id, row.fact.office_id, row.fact.named) for row in rows] == [
        (kept.id, "A1", (ola.id,))
    ]


@time_machine.travel("2026-03-04 12:00:00+01:00")
def test_bare_numbers_of_a_month_are_never_claimed_by_themselves(organisation):
    ola = make_ola(organisation)
    actions.log_month_counts(
        by=viewer_of(ola.person),
        organisation=organisation,
        month=date(2026, 2, 1),
        counts=MonthCounts(phone_talks=9, visits=4, get_togethers=2),
    )
    rows = {row.fact.what: row for row in queries.ledger(organisation.id, 2026)}
    found = {what: (row.fact.records, row.verdict.reasons) for what, row in rows.items()}
    assert found == {
        "telefon": (9, (Code.NOT_PHYSICAL,)),
        "besok": (4, (Code.ONLY_A_NUMBER,)),
        "sammenkomst": (2, (Code.NOT_AN_ACTIVITY,)),
    }
    assert rows["besok"].verdict.result is Result.REVIEW


@time_machine.travel("2026-03-04 12:00:00+01:00")
def test_bare_number_of_visits_when_appointed_within_the_month_is_open(organisation):
    ola = make_ola(organisation)
    system = Viewer.system(organisation.id, "test")
    actions.log_month_counts(
        by=viewer_of(ola.person),
        organisation=organisation,
        month=date(2026, 2, 1),
        counts=MonthCounts(visits=4),
    )
    supporters.end_appointment(by=system, supporter=ola, last_on=date(2026, 2, 10))
    [row] = queries.ledger(organisation.id, 2026)
    assert row.verdict.reasons == (Code.ONLY_A_NUMBER,)


def many(organisation, ola, number):
    rows = [
        OfficeActivity(
            line=line,
            done_on=DAY,
            type="oppsokende",
            mode="physical",
            minutes=60,
            participants=1,
            supporter_ids=(ola.id,),
        )
        for line in range(number)
    ]
    by = Viewer.command_line(organisation.id)
    bring_in_from_office(by=by, organisation=organisation, rows=rows)


def test_ledger_takes_two_queries_however_many_rows(organisation, django_assert_num_queries):
    ola = make_supporter(organisation)
    many(organisation, ola, 1)
    with django_assert_num_queries(2):
        assert len(queries.ledger(organisation.id, 2025)) == 1
    many(organisation, ola, 30)
    with django_assert_num_queries(2):
        assert len(queries.ledger(organisation.id, 2025)) == 31


def test_ledger_of_many_rows_takes_no_more_queries(organisation, django_assert_num_queries):
    many(organisation, make_supporter(organisation, since=date(2020, 1, 1)), 400)
    with django_assert_num_queries(2):
        rows = queries.ledger(organisation.id, 2025)
    assert sum(row.verdict.activity_days or 0 for row in rows) == 400


def test_breakdown_counts_each_event_once_in_all_and_on_each_supporter(organisation):
    ola, kari = make_supporter(organisation), make_supporter(organisation, "Kari")
    rows = [
        make_activity(organisation, [ola], type_=Type.TALK, mode=Mode.PHONE, done_on=DAY),
        make_activity(organisation, [ola, kari], type_=Type.SUPPORT_GROUP, done_on=DAY),
        make_activity(organisation, [], type_=Type.COURSE_DAY, done_on=date(2025, 6, 1)),
    ]
    found = queries.breakdown(type(rows[0]).objects.all())
    figure = choices.Figure
    assert found.all.counts == {figure.PHONE_TALKS: 1, figure.GET_TOGETHERS: 1, figure.REST: 1}
    assert {month: each.total for month, each in found.by_month.items()} == {5: 2, 6: 1}
    of_supporters = {whose.key: each.total for whose, each in found.by_supporter.items()}
    assert of_supporters == {ola.key: 2, kari.key: 1}
    assert {whose.name: each.total for whose, each in found.by_branch.items()} == {"": 3}
    assert found.all[figure.VISITS] == 0
    assert queries.breakdown(type(rows[0]).objects.none()).all.total == 0
