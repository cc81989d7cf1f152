"""A help line and when its number was last checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.base import clock
from storstua.ui.forms import Form

COUNTRIES = (("NO", _("Norge")), ("DE", _("Tyskland")), ("SE", _("Sverige")), ("DK", _("Danmark")))


class HelpLineForm(Form):
    """A number to call, for one country."""

    keeps_version = True

    country = forms.ChoiceField(label=_("Land"), choices=COUNTRIES)
    name = forms.CharField(label=_("Navn"), max_length=120)
    number = forms.RegexField(
        regex=r"^[0-9+ ]{2,30}$",
        label=_("Nummer"),
        error_messages={"invalid": _("Skriv bare tall og mellomrom.")},
    )
    hours = forms.CharField(
        label=_("Åpningstid"), help_text=_("Tomt betyr døgnåpent."), max_length=80, required=False
    )
    is_for_young = forms.BooleanField(label=_("For barn og unge"), required=False)
    is_in_strip = forms.BooleanField(label=_("Vis øverst på alle sider"), required=False)
    checked_on = forms.DateField(label=_("Sist kontrollert"))

    def clean_checked_on(self) -> object:
        """Nobody can have checked a number tomorrow."""
        day = self.cleaned_data["checked_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Datoen kan ikke ligge i framtiden."))
        return day
