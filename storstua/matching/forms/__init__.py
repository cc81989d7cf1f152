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
from storstua.matching.forms.notice import NoticeAddressForm

__all__ = [
    "AboutForm",
    "AskForm",
    "CheckForm",
    "FirstMessageForm",
    "NameForm",
    "NoticeAddressForm",
    "QueueFilter",
    "SearchForm",
    "ShowsForm",
    "WayForm",
    "WishesForm",
]
