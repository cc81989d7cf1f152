"""One branch: what it is called, where it lies, and whether it is in use."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.organisations.forms import BranchForm


class BranchChangeForm(BranchForm):
    """A branch as it is added, and whether it takes anything new."""

    keeps_version = True

    is_open = forms.BooleanField(
        label=_("Laget er i drift"),
        help_text=_("Uten kryss er laget lagt ned. Det må være tomt først."),
        required=False,
    )
