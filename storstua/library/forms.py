"""What a visitor looks for among the texts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.library.choices import Audience
from storstua.ui.forms import FilterForm

EVERYONE = ("", _("Alle"))


class SearchForm(FilterForm):
    """A search box, and for whom the texts are written."""

    q = forms.CharField(
        label=_("Søk i tekstene"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    malgruppe = forms.ChoiceField(
        label=_("Hvem teksten er for"), choices=[EVERYONE, *Audience.choices], required=False
    )
