"""The form of a message."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from storstua.ui.forms import Form


class MessageForm(Form):
    """One message; Enter makes a new line."""

    text = forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, others: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = format_lazy(_("Skriv til {name}"), name=others)
