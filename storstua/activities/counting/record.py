"""What is judged: one record of the log, or several like ones entered as one row."""

from dataclasses import dataclass
from enum import StrEnum


class ActivityType(StrEnum):
    """The words for what took place; a rule set names those that can count."""

    OUTREACH = "oppsokende"
    SUPPORT_GROUP = "samtalegruppe"
    ACTIVITY_GROUP = "aktivitetsgruppe"
    COURSE = "likepersonskurs"
    TALK = "talk"
    GET_TOGETHER = "sammenkomst"
    OTHER = "other"


class Mode(StrEnum):
    """How people were in contact."""

    PHYSICAL = "physical"
    PHONE = "phone"
    VIDEO = "video"
    CHAT = "chat"
    EMAIL = "email"
    FORUM = "forum"


class Kind(StrEnum):
    """What was special about the record, or how several like records relate to each other."""

    NORMAL = "normal"
    SEEKER_TRAVELLED = "seeker_travelled"
    OUTSIDE_TARGET = "outside_target"
    NEW_PEOPLE_EACH = "new_people_each"
    OTHER_DAYS = "other_days"
    SAME_PEOPLE_SAME_DAY = "same_people_same_day"
    DUPLICATE = "duplicate"
    RECREATIONAL = "recreational"
    NO_EXCHANGE = "no_exchange"
    ORG_MEETING = "org_meeting"
    STAND = "stand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row to judge; minutes and participants hold for each of its `records` like records.

    `participants` are those present besides the leading supporter or course leader, `country` is
    an ISO 3166 code in capitals. A `type` outside ActivityType is judged as no activity.
    """

    type: str
    mode: Mode
    country: str
    minutes: int
    participants: int
    led_by_approved_supporter: bool
    own_event: bool
    kind: Kind = Kind.NORMAL
    records: int = 1

    def __post_init__(self) -> None:
        if self.records < 1 or self.minutes < 0 or self.participants < 0:
            raise ValueError("a record needs records >= 1, minutes >= 0 and participants >= 0")
