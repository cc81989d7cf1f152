"""When something closed may be opened in an emergency, and for how long: a pure rule.

One person opens one thing, for half an hour. Another agrees first. Only where life is in danger may
one open alone; then another looks at it within three days. Who has opened several times in a month,
or once when it was not right, does not open alone any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

OPEN_FOR = timedelta(minutes=30)
ANSWER_WITHIN = timedelta(hours=1)
REVIEW_WITHIN = timedelta(hours=72)
A_MONTH = timedelta(days=30)
# Who has opened so often alone in a month asks another from then on, as does who got a no today.
MOST_A_MONTH = 3
AFTER_A_NO = timedelta(hours=24)
SHORTEST_EXPLANATION = 20


class Stage(StrEnum):
    """Where an opening stands."""

    WAITING = "waiting"
    OPEN = "open"
    OVER = "over"
    DECLINED = "declined"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Times:
    """The moments of one opening; None for what has not happened."""

    asked_at: datetime
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    declined_at: datetime | None = None


def stage(times: Times, now: datetime) -> Stage:
    """Where an opening stands at a moment. What was opened or declined does not wait again."""
    if times.declined_at is not None:
        return Stage.DECLINED
    if times.opened_at is None:
        return Stage.WAITING if now < times.asked_at + ANSWER_WITHIN else Stage.LAPSED
    if times.ended_at is not None and now >= times.ended_at:
        return Stage.OVER
    is_running = times.opened_at <= now < times.opened_at + OPEN_FOR
    return Stage.OPEN if is_running else Stage.OVER


@dataclass(frozen=True, slots=True)
class Record:
    """What somebody opened alone this month, what waits for a look or was wrong, and a no today."""

    opened_alone: int = 0
    awaits_review: bool = False
    was_declined: bool = False
    was_wrong: bool = False


def may_open_alone(is_life_in_danger: bool, earlier: Record) -> bool:
    """True where life is in danger, for somebody whose earlier openings do not speak against it."""
    is_too_often = earlier.opened_alone >= MOST_A_MONTH
    was_refused = earlier.was_declined or earlier.was_wrong
    return is_life_in_danger and not (is_too_often or earlier.awaits_review or was_refused)
