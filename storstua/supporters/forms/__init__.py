"""The forms of the room: filters, what a coordinator records, what a supporter says."""

from storstua.supporters.forms.branches import BranchChangeForm
from storstua.supporters.forms.filters import DirectoryFilter, RosterFilter
from storstua.supporters.forms.keeping import (
    AppointmentForm,
    ConfirmForm,
    CorrectionForm,
    DayForm,
    EndForm,
    NewcomerForm,
    RecordForm,
    SignInForm,
)
from storstua.supporters.forms.own import OwnForm, PauseForm, RestForm, ShownForm

__all__ = [
    "AppointmentForm",
    "BranchChangeForm",
    "ConfirmForm",
    "CorrectionForm",
    "DayForm",
    "DirectoryFilter",
    "EndForm",
    "NewcomerForm",
    "OwnForm",
    "PauseForm",
    "RecordForm",
    "RestForm",
    "RosterFilter",
    "ShownForm",
    "SignInForm",
]
