"""Grant counting: judges a record by a dated rule set, without Django, database or clock."""

from .judging import judge
from .record import ActivityType, Kind, Mode, Record
from .ruleset import Ruleset
from .shelf import ruleset_for, ruleset_named, rulesets
from .verdict import Code, Result, Verdict

__all__ = [
    "ActivityType",
    "Code",
    "Kind",
    "Mode",
    "Record",
    "Result",
    "Ruleset",
    "Verdict",
    "judge",
    "ruleset_for",
    "ruleset_named",
    "rulesets",
]
