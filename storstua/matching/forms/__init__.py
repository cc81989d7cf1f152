"""The forms of the matching room."""

from storstua.matching.forms.answering import FirstMessageForm, ShowsForm
from storstua.matching.forms.asking import (
    AboutForm,
    CheckForm,
    NameForm,
    WayForm,
    WishesForm,
)
from storstua.matching.forms.coordinating import AskForm, QueueFilter, SearchForm
from storstua.matching.forms.emergency import FindForm, OpeningFilter, OpeningForm, VerdictForm
from storstua.matching.forms.notice import NoticeAddressForm

__all__ = [
    "AboutForm",
    "AskForm",
    "CheckForm",
    "FindForm",
    "FirstMessageForm",
    "NameForm",
    "NoticeAddressForm",
    "OpeningFilter",
    "OpeningForm",
    "QueueFilter",
    "SearchForm",
    "ShowsForm",
    "VerdictForm",
    "WayForm",
    "WishesForm",
]
