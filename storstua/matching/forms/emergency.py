"""The forms of an opening in an emergency: why, which request, and what the second says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.roles.choices import Danger, Verdict
from storstua.roles.emergency import SHORTEST_EXPLANATION
from storstua.ui.forms import FilterForm, Form


class OpeningForm(Form):
    """Why something is to be opened."""

    danger = forms.ChoiceField(
        label=_("Hva er det som haster?"), choices=Danger, widget=forms.RadioSelect
    )
    explanation = forms.CharField(
        label=_("Hva har skjedd?"),
        help_text=_("Skriv kort. Den som svarer og den som ser på det etterpå, leser dette."),
        min_length=SHORTEST_EXPLANATION,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_alone = forms.BooleanField(
        label=_("Jeg kan ikke vente på en til"),
        help_text=_("Bare når det er fare for liv. En annen ser på det innen tre døgn."),
        required=False,
    )


class FindForm(Form):
    """Which request: the name the person calls themself, and the day it came."""

    nickname = forms.CharField(label=_("Hva personen kaller seg"), max_length=80)
    day = forms.DateField(label=_("Dagen forespørselen kom"))


class VerdictForm(Form):
    """What somebody else finds afterwards."""

    verdict = forms.ChoiceField(
        label=_("Var det riktig å åpne?"), choices=Verdict, widget=forms.RadioSelect
    )


class OpeningFilter(FilterForm):
    """Which openings the list shows."""

    tilstand = forms.ChoiceField(
        label=_("Tilstand"),
        required=False,
        choices=[
            ("", _("Alle")),
            ("waiting", _("Venter på svar")),
            ("open", _("Åpen nå")),
            ("review", _("Skal ses på")),
        ],
    )
