"""When the clock must not delete: amounts and moments, without a database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storstua.privacy import brake

AT = datetime(2026, 11, 22, 1, 50, tzinfo=UTC)


def stops(due: int = 0, earlier: tuple[int, ...] = (), **moments: datetime) -> str:
    told = {"at": AT, "before": AT - timedelta(days=1), "stored": AT} | moments
    return brake.stops(due=due, earlier=earlier, **told)


def test_three_times_the_usual_passes_and_one_more_does_not():
    assert (stops(90, (30, 30, 30)), stops(91, (30, 30, 30))) == ("", brake.AMOUNT)


def test_days_on_which_nothing_went_do_not_lower_the_usual():
    assert stops(90, (0, 0, 30, 0)) == ""


def test_a_few_always_pass():
    assert (stops(brake.ALWAYS), stops(brake.ALWAYS + 1)) == ("", brake.AMOUNT)


def test_a_clock_far_from_the_databases_stops():
    assert stops(stored=AT - timedelta(days=365)) == brake.CLOCK


def test_a_jump_of_more_than_48_hours_stops_either_way():
    jump = brake.LONGEST_JUMP + timedelta(seconds=1)
    assert (stops(before=AT - jump), stops(before=AT + jump)) == (brake.CLOCK, brake.CLOCK)
    assert stops(before=AT - brake.LONGEST_JUMP) == ""


@given(st.lists(st.integers(0, 1000), max_size=20), st.integers(0, 10_000))
def test_never_more_than_three_times_the_largest_goes(earlier: list[int], due: int):
    if not stops(due, tuple(earlier)):
        assert due <= max(brake.ALWAYS, brake.TIMES * max(earlier, default=0))
