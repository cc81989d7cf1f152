"""The forms of a supporter who is asked: what the person may know, and a first message."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.matching.choices import Shows
from storstua.ui.forms import Form
from storstua.ui.widgets import ManyChoices


class ShowsForm(Form):
    """What the person may know of the supporter; the first name is always among it."""

    marks_optional = False

    shows = forms.MultipleChoiceField(
        label=_("Hva kan personen få vite om deg?"),
        help_text=_("Personen får vite fornavnet ditt. Du velger om du vil vise mer."),
        required=False,
        widget=ManyChoices(),
    )

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["shows"]
        assert isinstance(field, forms.MultipleChoiceField)
        assert isinstance(field.widget, ManyChoices)
        field.choices = [choice for choice in Shows.choices if choice[0] in words]
        field.widget.lines = dict(words)


class FirstMessageForm(Form):
    """The first message, which waits until the person has said yes."""

    text = forms.CharField(
        label=_("Skriv den første meldingen"),
        help_text=_("Personen ser den først når dere har sagt ja til hverandre."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
