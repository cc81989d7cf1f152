"""The forms of the matching room."""

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
    "NameForm",
    "NoticeAddressForm",
    "QueueFilter",
    "SearchForm",
    "WayForm",
    "WishesForm",
]
