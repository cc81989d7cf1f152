"""Where one neutral notice may go."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.ui.forms import Form


class NoticeAddressForm(Form):
    """A mail address of the person's own choice; empty deletes it."""

    email = forms.EmailField(
        label=_("E-post for varsel"),
        help_text=_(
            "Varselet sier bare at en beskjed venter."
            " Adressen slettes når forespørselen er avsluttet."
        ),
        max_length=254,
        required=False,
    )
