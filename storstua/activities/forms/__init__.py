"""The forms of the activity log."""

from storstua.activities.forms.correcting import CorrectionForm, MergingForm
from storstua.activities.forms.filtering import ListFilter, MineFilter
from storstua.activities.forms.logging import LogForm, OwnForm, RemovalForm
from storstua.activities.forms.months import MonthForm

__all__ = [
    "CorrectionForm",
    "ListFilter",
    "LogForm",
    "MergingForm",
    "MineFilter",
    "MonthForm",
    "OwnForm",
    "RemovalForm",
]
