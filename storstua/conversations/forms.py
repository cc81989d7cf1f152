"""The form of a message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.ui.forms import Form


class MessageForm(Form):
    """One message; Enter makes a new line."""

    text = forms.CharField(
        label=_("Skriv en melding"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
