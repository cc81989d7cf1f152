"""When the clock must not delete: far more than usual, or a clock that cannot be right."""

from collections.abc import Sequence
from datetime import datetime, timedelta

# More than this many times the usual amount stops; a few always pass, or a first day never ends.
TIMES = 3
ALWAYS = 20
LONGEST_JUMP = timedelta(hours=48)
AMOUNT, CLOCK = "amount", "clock"


def most(earlier: Sequence[int]) -> int:
    """How many may go at once, after so many went in the runs before (the newest ten count)."""
    newest = [count for count in earlier if count][:10]
    usual = sum(newest) / len(newest) if newest else 0
    return max(ALWAYS, int(TIMES * usual))


def stops(
    *, due: int, earlier: Sequence[int], at: datetime, before: datetime | None, stored: datetime
) -> str:
    """Why nothing may go now, or "".

    `at` is the moment by the machine's clock, `stored` by the database's, `before` that of the run
    before. A jump of more than 48 hours either way stops one run; the next is measured from there.
    """
    if abs(at - stored) > LONGEST_JUMP or (before and abs(at - before) > LONGEST_JUMP):
        return CLOCK
    return AMOUNT if due > most(earlier) else ""
