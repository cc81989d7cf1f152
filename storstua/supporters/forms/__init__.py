"""The forms of the room: filters, what a coordinator records, what a supporter says."""

from storstua.supporters.forms.branches import BranchChangeForm
from storstua.supporters.forms.filters import DirectoryFilter, RosterFilter
from storstua.supporters.forms.keeping import (
    AppointmentForm,
    ConfirmForm,
    DayForm,
    EndForm,
    NewcomerForm,
    RecordForm,
    SignInForm,
)
from storstua.supporters.forms.own import OwnForm, PauseForm, ShownForm

__all__ = [
    "AppointmentForm",
    "BranchChangeForm",
    "ConfirmForm",
    "DayForm",
    "DirectoryFilter",
    "EndForm",
    "NewcomerForm",
    "OwnForm",
    "PauseForm",
    "RecordForm",
    "RosterFilter",
    "ShownForm",
    "SignInForm",
]
