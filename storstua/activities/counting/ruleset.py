"""The shape of a grant rule set: dated, with what each type of activity must meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .verdict import Code


class Effect(StrEnum):
    """What a rule does to a record; ONE_DAY makes several like records one activity day."""

    NO = "NO"
    REVIEW = "REVIEW"
    WARN = "WARN"
    ONE_DAY = "ONE_DAY"


@dataclass(frozen=True, slots=True)
class Finding:
    """An effect and the code that explains it; in the files `{ NO = "TOO_SHORT" }`."""

    effect: Effect
    code: Code


@dataclass(frozen=True, slots=True)
class Limit:
    """A measure of the record that must not lie below, or not above, a number."""

    of: str
    below: int | None
    above: int | None
    finding: Finding

    def broken_by(self, measure: int) -> bool:
        """Return whether the measure lies outside the limit; the number itself is inside."""
        return (self.below is not None and measure < self.below) or (
            self.above is not None and measure > self.above
        )


@dataclass(frozen=True, slots=True)
class TypeRules:
    """What one type of activity must meet; an absent rule binds nothing."""

    always: Finding | None
    without_approved_supporter: Finding | None
    not_in_person: Finding | None
    kinds: Mapping[str, Finding]
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules for activities from `valid_from` to `valid_to`, both included; None is open."""

    id: str
    short_name: str
    valid_from: date
    valid_to: date | None
    country: str
    elsewhere: Finding
    not_own_event: Finding
    unknown_type: Finding
    kinds: Mapping[str, Finding]
    modes: Mapping[str, Finding]
    types: Mapping[str, TypeRules]

    def covers(self, day: date) -> bool:
        """Return whether an activity on that day is judged by these rules."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
