"""Decisions and frozen reports."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from storstua.activities import actions as log
from storstua.activities.choices import Mode
from storstua.activities.counting import Code, Result
from storstua.activities.tests.factories import make_activity
from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation
from storstua.reports import actions, permissions, queries
from storstua.reports.choices import DecisionReason
from storstua.reports.models import Decision, FrozenReport
from storstua.reports.snapshot import digest, read, written
from storstua.roles.tests.factories import make_helper, viewer_of

from .factories import YEAR, make_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(organisation, ola):
    return make_year(organisation, ola)


@pytest.fixture
def by(siri):
    return viewer_of(siri)


def decide(by, organisation, *activities, counts=True, reason=DecisionReason.FUNDER_ANSWERED):
    keys = [each.key for each in activities]
    return actions.decide(by=by, organisation=organisation, keys=keys, counts=counts, reason=reason)


def results(by):
    return [line.result.value for line in queries.live(by, YEAR).report.lines]


def test_report_when_nothing_is_decided_follows_the_rules(by, year):
    report = queries.live(by, YEAR).report
    assert results(by) == ["YES", "NO", "REVIEW", "REVIEW"]
    total = report.total
    assert (total.activities, total.activity_days, total.not_counted, total.open) == (4, 1, 1, 2)
    assert report.reasons(Result.REVIEW) == [
        (Code.DIGITAL_UNCLEAR, 1),
        (Code.LEADER_COUNT_UNCLEAR, 1),
    ]
    assert [line.names for line in report.lines] == [("Ola",)] * 4


@pytest.mark.parametrize(("counts", "result", "days"), [(True, "YES", 2), (False, "NO", 1)])
def test_decision_when_made_stands_with_who_why_and_when(
    by, siri, organisation, year, counts, result, days
):
    assert decide(by, organisation, year["video"], counts=counts) == 1
    report = queries.live(by, YEAR).report
    assert (results(by)[3], report.total.activity_days) == (result, days)
    decision = report.lines[3].decision
    assert (decision.who.strip(), decision.reason, decision.counts) == (
        "Siri",
        "funder_answered",
        counts,
    )
    assert report.decided == 1
    entry = Entry.objects.get(verb="decide on activity")
    assert (entry.person_id, entry.purpose) == (siri.id, "funder_answered")


def test_decision_when_made_again_replaces_the_first_and_both_stay(by, organisation, year):
    decide(by, organisation, year["video"])
    decide(by, organisation, year["video"], counts=False, reason=DecisionReason.IN_DOUBT)
    assert (results(by)[3], Decision.objects.count()) == ("NO", 2)


def test_decision_when_another_question_opens_holds_no_longer(by, organisation, year):
    decide(by, organisation, year["video"])
    log.change(by=by, activity=year["video"], pax=2)
    assert results(by)[3] == "REVIEW"
    log.change(by=by, activity=year["video"], pax=5)
    assert results(by)[3] == "YES"


def test_decision_when_the_rules_come_to_say_no_is_not_asked(by, organisation, year):
    decide(by, organisation, year["video"])
    log.change(by=by, activity=year["video"], minutes=30)
    assert results(by)[3] == "NO"
    assert queries.live(by, YEAR).report.lines[3].decision is None


def test_decision_on_a_bare_number_counts_each(by, organisation, ola):
    month = date(clock.today().year, 1, 1)
    log.log_month_counts(
        by=viewer_of(ola.person),
        organisation=organisation,
        month=month,
        counts=log.MonthCounts(visits=4),
    )
    [line] = queries.live(by, month.year).report.lines
    decide(by, organisation, line.fact, reason=DecisionReason.DAYS_KNOWN)
    total = queries.live(by, month.year).report.total
    assert (total.activities, total.activity_days, total.counted) == (4, 4, 4)


@pytest.mark.parametrize("which", [("visit",), ("talk", "video"), ()])
def test_decision_on_what_is_not_open_is_refused(by, organisation, year, which):
    with pytest.raises(Refusal):
        decide(by, organisation, *(year[name] for name in which))
    assert Decision.objects.count() == 0


def test_decision_to_count_in_doubt_is_refused(by, organisation, year):
    with pytest.raises(Refusal) as refused:
        decide(by, organisation, year["video"], reason=DecisionReason.IN_DOUBT)
    assert refused.value.field == "reason"


def test_decision_on_rows_of_another_organisation_is_refused(by, organisation):
    other = make_activity(make_organisation(slug="andre"), pax=2)
    with pytest.raises(Refusal):
        decide(by, organisation, other)
    with pytest.raises(Refusal):
        actions.decide(
            by=by,
            organisation=organisation,
            keys=[uuid.uuid4()],
            counts=True,
            reason=DecisionReason.FUNDER_ANSWERED,
        )


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.SUPPORTER])
def test_deciding_and_freezing_when_by_those_who_read_is_refused(organisation, year, role):
    viewer = viewer_of(make_helper(organisation, role, "Tor"))
    with pytest.raises(Refusal):
        decide(viewer, organisation, year["video"])
    with pytest.raises(Refusal):
        actions.freeze(by=viewer, organisation=organisation, year=YEAR)


def test_deciding_when_the_role_covers_a_branch_is_refused(organisation, year):
    branch = Branch.objects.create(organisation=organisation, name="Fylket")
    viewer = viewer_of(make_helper(organisation, Role.COORDINATOR, "Bente", branch=branch))
    assert not permissions.may_decide(viewer, organisation.id)
    assert results(viewer) == []
    with pytest.raises(Refusal):
        decide(viewer, organisation, year["video"])
    assert permissions.readable(viewer).count() == 0


def test_deciding_is_for_the_own_organisation_and_asked_by_itself(by, organisation):
    elsewhere = make_organisation("andre", "Andre")
    assert permissions.may_decide(by, organisation.id)
    assert not permissions.may_decide(by, elsewhere.id)
    with pytest.raises(Refusal):
        actions.freeze(by=by, organisation=elsewhere, year=YEAR)


def test_freezing_keeps_the_report_as_it_stood(by, organisation, year):
    decide(by, organisation, year["video"])
    before = queries.live(by, YEAR).report
    made = actions.freeze(by=by, organisation=organisation, year=YEAR)
    assert (made.number, made.frozen_by_name, made.activity_days) == (1, "Siri", 2)
    assert made.rulesets == ["BUFDIR-2020"]
    log.remove(by=by, activity=year["visit"])
    row = permissions.readable(by).get()
    assert queries.frozen(row) == before
    assert queries.frozen(row).total.activity_days == 2
    live = queries.live(by, YEAR)
    assert live.report.total.activity_days == 1
    assert live.versions[0].digest != digest(live.report.lines)


def test_freezing_again_makes_version_2_only_when_something_changed(by, organisation, year):
    actions.freeze(by=by, organisation=organisation, year=YEAR)
    with pytest.raises(Refusal):
        actions.freeze(by=by, organisation=organisation, year=YEAR)
    log.change(by=by, activity=year["talk"], mode=Mode.VIDEO)
    assert actions.freeze(by=by, organisation=organisation, year=YEAR).number == 2
    assert [each.number for each in queries.live(by, YEAR).versions] == [2, 1]


def test_freezing_when_by_a_command_has_no_name(organisation, year):
    system = Viewer.system(organisation.id, "test")
    made = actions.freeze(by=system, organisation=organisation, year=YEAR)
    assert (made.frozen_by, made.frozen_by_name) == (None, "")


def test_freezing_a_year_without_activities_is_refused(by, organisation):
    with pytest.raises(Refusal):
        actions.freeze(by=by, organisation=organisation, year=YEAR)


def test_frozen_reports_of_others_are_not_seen(by, organisation, year):
    other = make_organisation(slug="andre")
    system = Viewer.system(other.id, "test")
    with inside(other):
        actions.freeze(by=system, organisation=other, year=make_activity(other).done_on.year)
    assert permissions.readable(by).count() == 0


def test_line_when_written_and_read_again_is_the_same(by, organisation, year):
    decide(by, organisation, year["video"])
    lines = queries.live(by, YEAR).report.lines
    assert tuple(read(written(line)) for line in lines) == lines


def test_decision_of_another_organisation_cannot_be_pointed_to(organisation, year):
    other = make_organisation(slug="andre")
    with pytest.raises(IntegrityError), inside(other):
        Decision.objects.create(
            organisation=other,
            activity=year["video"],
            counts=True,
            reason="in_doubt",
            questions=[],
        )
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_two_frozen_versions_with_one_number_cannot_be(by, organisation, year):
    made = actions.freeze(by=by, organisation=organisation, year=YEAR)
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenReport.objects.create(
            organisation=organisation,
            year=YEAR,
            number=made.number,
            rulesets=[],
            activity_days=0,
            lines=[],
        )
