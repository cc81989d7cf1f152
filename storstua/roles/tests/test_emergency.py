"""When something may be opened in an emergency, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua.roles.emergency import (
    ANSWER_WITHIN,
    MOST_A_MONTH,
    OPEN_FOR,
    Record,
    Stage,
    Times,
    may_open_alone,
    stage,
)

ASKED = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
minutes = st.integers(min_value=0, max_value=240).map(lambda count: count * MINUTE)


@pytest.mark.parametrize(
    ("times", "now", "expected"),
    [
        (Times(ASKED), ASKED, Stage.WAITING),
        (Times(ASKED), ASKED + ANSWER_WITHIN - MINUTE, Stage.WAITING),
        (Times(ASKED), ASKED + ANSWER_WITHIN, Stage.LAPSED),
        (Times(ASKED, declined_at=ASKED), ASKED, Stage.DECLINED),
        (Times(ASKED, opened_at=ASKED), ASKED, Stage.OPEN),
        (Times(ASKED, opened_at=ASKED), ASKED + OPEN_FOR - MINUTE, Stage.OPEN),
        (Times(ASKED, opened_at=ASKED), ASKED + OPEN_FOR, Stage.OVER),
        (Times(ASKED, opened_at=ASKED), ASKED - MINUTE, Stage.OVER),
        (Times(ASKED, opened_at=ASKED, ended_at=ASKED + MINUTE), ASKED + MINUTE, Stage.OVER),
        (Times(ASKED, opened_at=ASKED, ended_at=ASKED + MINUTE), ASKED, Stage.OPEN),
    ],
)
def test_stage_at_each_moment(times: Times, now: datetime, expected: Stage):
    assert stage(times, now) is expected


@given(opened=minutes, looked=minutes)
def test_nothing_is_open_longer_than_half_an_hour(opened: timedelta, looked: timedelta):
    is_open = stage(Times(ASKED, ASKED + opened), ASKED + looked) is Stage.OPEN
    assert is_open == (opened <= looked < opened + OPEN_FOR)


@given(looked=minutes)
def test_nothing_is_open_before_somebody_has_opened_it(looked: timedelta):
    assert stage(Times(ASKED), ASKED + looked) is not Stage.OPEN


@pytest.mark.parametrize(
    ("is_life", "earlier", "may"),
    [
        (True, Record(), True),
        (True, Record(opened_alone=MOST_A_MONTH - 1), True),
        (True, Record(opened_alone=MOST_A_MONTH), False),
        (True, Record(awaits_review=True), False),
        (True, Record(was_declined=True), False),
        (True, Record(was_wrong=True), False),
        (False, Record(), False),
    ],
)
def test_alone_only_where_life_is_in_danger_and_nothing_speaks_against_it(is_life, earlier, may):
    assert may_open_alone(is_life, earlier) is may
