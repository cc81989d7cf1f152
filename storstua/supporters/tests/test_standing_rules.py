"""The rules of standing over plain facts, without a database."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storstua.organisations.models import Policy
from storstua.supporters.standing import (
    Known,
    Lack,
    State,
    lacks,
    latest_birth_year,
    standing,
    supervision_due_on,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MAYBE_DAYS = st.none() | DAYS
POLICIES = st.builds(
    Policy,
    minimum_age=st.integers(15, 99),
    needs_course=st.booleans(),
    needs_membership=st.booleans(),
    supervision_every_days=st.none() | st.integers(7, 730),
)
KNOWN = st.builds(
    Known,
    birth_year=st.none() | st.integers(1930, 2020),
    is_member=st.booleans(),
    appointed_from=MAYBE_DAYS,
    had_appointment=st.booleans(),
    declared_on=MAYBE_DAYS,
    course_on=MAYBE_DAYS,
    supervised_on=MAYBE_DAYS,
    paused_from=MAYBE_DAYS,
    paused_until=MAYBE_DAYS,
    capacity=st.integers(0, 10),
    load=st.integers(0, 10),
)
READY = Known(
    birth_year=1970,
    is_member=True,
    appointed_from=date(2024, 1, 1),
    declared_on=date(2024, 1, 1),
    course_on=date(2023, 9, 1),
    capacity=3,
)
POLICY = Policy(minimum_age=25, needs_course=True, needs_membership=True)
TODAY = date(2026, 11, 22)


def test_nothing_lacks_when_everything_is_fulfilled():
    found = standing(READY, POLICY, TODAY)
    assert (found.lacks, found.state, found.may_be_asked) == ((), State.READY, True)


def test_everything_lacks_when_nothing_is_known():
    assert lacks(Known(), POLICY, TODAY) == (
        Lack.COURSE,
        Lack.MEMBERSHIP,
        Lack.BIRTH_YEAR,
        Lack.DECLARATION,
        Lack.APPOINTMENT,
    )


def test_course_and_membership_do_not_lack_when_the_policy_does_not_ask():
    policy = Policy(minimum_age=18, needs_course=False, needs_membership=False)
    known = replace(READY, course_on=None, is_member=False)
    assert lacks(known, policy, TODAY) == ()


def test_age_lacks_when_the_birthday_may_still_come_this_year():
    assert lacks(replace(READY, birth_year=2001), POLICY, TODAY) == (Lack.AGE,)
    assert lacks(replace(READY, birth_year=2001), POLICY, date(2026, 12, 31)) == ()
    assert lacks(replace(READY, birth_year=2000), POLICY, TODAY) == ()


@given(birth=st.dates(date(1950, 1, 1), date(2010, 12, 31)), on=DAYS, minimum=st.integers(15, 99))
def test_age_is_never_taken_as_reached_when_it_is_not(birth: date, on: date, minimum: int):
    years = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    if birth.year <= latest_birth_year(minimum, on):
        assert years >= minimum


@given(on=DAYS, minimum=st.integers(15, 99))
def test_age_is_reached_at_the_latest_a_year_after_the_birthday(on: date, minimum: int):
    assert latest_birth_year(minimum, on) >= on.year - minimum - 1


@given(KNOWN, POLICIES, DAYS)
def test_only_those_without_lack_and_pause_may_be_asked(known: Known, policy: Policy, on: date):
    found = standing(known, policy, on)
    assert found.may_be_asked == (found.lacks == () and known.paused_from is None)


@given(KNOWN, POLICIES, DAYS)
def test_ready_means_may_be_asked_with_a_free_place(known: Known, policy: Policy, on: date):
    found = standing(known, policy, on)
    ready = found.may_be_asked and known.load < known.capacity
    assert (found.state == State.READY) == ready


@given(KNOWN, POLICIES, DAYS)
def test_a_stricter_policy_never_takes_a_lack_away(known: Known, policy: Policy, on: date):
    stricter = Policy(minimum_age=policy.minimum_age + 1, needs_course=True, needs_membership=True)
    assert set(lacks(known, policy, on)) <= set(lacks(known, stricter, on))


@given(KNOWN, POLICIES, DAYS)
def test_places_are_never_fewer_than_none(known: Known, policy: Policy, on: date):
    found = standing(known, policy, on)
    assert found.free_places == max(0, known.capacity - known.load)


@given(KNOWN, POLICIES, DAYS)
def test_supervision_never_decides_who_may_be_asked(known: Known, policy: Policy, on: date):
    without = replace(known, supervised_on=None)
    assert standing(known, policy, on).may_be_asked == standing(without, policy, on).may_be_asked


def test_supervision_is_overdue_the_day_after_the_interval():
    policy = Policy(minimum_age=18, supervision_every_days=30)
    due = READY.appointed_from + timedelta(days=30)
    assert supervision_due_on(READY, policy) == due
    assert standing(READY, policy, due).is_supervision_overdue is False
    assert standing(READY, policy, due + timedelta(days=1)).is_supervision_overdue is True


def test_ended_comes_before_pause_and_pause_before_lack():
    ended = replace(READY, appointed_from=None, had_appointment=True, paused_from=TODAY)
    assert standing(ended, POLICY, TODAY).state == State.ENDED
    paused = replace(READY, course_on=None, paused_from=TODAY)
    assert standing(paused, POLICY, TODAY).state == State.PAUSED
    assert standing(replace(READY, course_on=None), POLICY, TODAY).state == State.LACKS
    assert standing(replace(READY, load=3), POLICY, TODAY).state == State.FULL
