"""What the judging answers: a result, the activity days and the codes that led there."""

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """REVIEW: the rule text leaves it open, so a person decides and it stays out of the claim."""

    YES = "YES"
    NO = "NO"
    REVIEW = "REVIEW"


class Code(StrEnum):
    """Why; verdicts list their codes in the order of this class."""

    OK = "OK"
    FORM_UNCLEAR = "FORM_UNCLEAR"
    COURSE_SIZE_UNCLEAR = "COURSE_SIZE_UNCLEAR"
    NOT_PHYSICAL = "NOT_PHYSICAL"
    SEEKER_CAME_TO_LIKEPERSON = "SEEKER_CAME_TO_LIKEPERSON"
    TOO_SHORT = "TOO_SHORT"
    TOO_FEW = "TOO_FEW"
    LEADER_COUNT_UNCLEAR = "LEADER_COUNT_UNCLEAR"
    DIGITAL_UNCLEAR = "DIGITAL_UNCLEAR"
    NOT_NORWAY = "NOT_NORWAY"
    NOT_LED_BY_LIKEPERSON = "NOT_LED_BY_LIKEPERSON"
    NOT_OWN_EVENT = "NOT_OWN_EVENT"
    ORG_MEETING = "ORG_MEETING"
    STAND = "STAND"
    DUPLICATE = "DUPLICATE"
    SAME_PEOPLE_SAME_DAY = "SAME_PEOPLE_SAME_DAY"
    OUTSIDE_TARGET_GROUP = "OUTSIDE_TARGET_GROUP"
    LIKEPERSON_NOT_APPROVED = "LIKEPERSON_NOT_APPROVED"
    NO_EXCHANGE = "NO_EXCHANGE"
    RECREATIONAL = "RECREATIONAL"
    NO_CONTACT = "NO_CONTACT"
    NOT_AN_ACTIVITY = "NOT_AN_ACTIVITY"
    # The ledger's own, for what no rule set can be asked about.
    ONLY_A_NUMBER = "ONLY_A_NUMBER"
    NO_RULESET = "NO_RULESET"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`activity_days` is None for REVIEW and 0 for NO; warnings never change the result."""

    result: Result
    activity_days: int | None
    reasons: tuple[Code, ...]
    warnings: tuple[Code, ...] = ()
