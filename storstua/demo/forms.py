"""The one thing a demo asks for: who to be."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.demo.cast import cast
from storstua.ui.forms import Form


class EnterForm(Form):
    """Who of the cast one wants to be."""

    who = forms.ChoiceField(
        label=_("Hvem du vil være"), choices=[(each.who, each.name) for each in cast()]
    )
