"""Every change to the activity log, one verb each."""

from storstua.activities.actions.changing import change
from storstua.activities.actions.forgetting import forget
from storstua.activities.actions.logging import log
from storstua.activities.actions.merging import merge
from storstua.activities.actions.months import MonthCounts, log_month_counts
from storstua.activities.actions.undoing import remove, restore, undo
from storstua.activities.values import Values

__all__ = [
    "MonthCounts",
    "Values",
    "change",
    "forget",
    "log",
    "log_month_counts",
    "merge",
    "remove",
    "restore",
    "undo",
]
