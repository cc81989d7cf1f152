from datetime import UTC, datetime

from storstua.matching.queries.waiting import Waiting

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


def test_those_who_wait_are_counted_together_since_the_longest_of_them():
    assert Waiting(1, LATE) + Waiting(2, EARLY) == Waiting(3, EARLY)
    assert Waiting() + Waiting(2, LATE) == Waiting(2, LATE)
    assert Waiting() + Waiting() == Waiting()
