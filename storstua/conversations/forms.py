"""The form of a message, and the filters of the lists."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from storstua.conversations.queries import OPEN, OVER
from storstua.ui.forms import FilterForm, Form


class MessageForm(Form):
    """One message; Enter makes a new line."""

    text = forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, others: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = format_lazy(_("Skriv til {name}"), name=others)


class TalkFilter(FilterForm):
    """Which of one's own conversations the list shows."""

    tilstand = forms.ChoiceField(
        label=_("Tilstand"),
        required=False,
        choices=[("", _("Alle")), (OPEN, _("Åpne")), (OVER, _("Avsluttede"))],
    )


class KnownFilter(TalkFilter):
    """Which conversations the coordinator's list shows: by those who talk, too."""

    navn = forms.CharField(label=_("Navn"), max_length=80, required=False)

    field_order = ("navn", "tilstand")
