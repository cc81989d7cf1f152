"""What the organisation demands and promises."""

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.ui.forms import Form


def _whole(
    label: object, low: int, high: int, help_text: object = "", **kwargs: object
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]
        min_value=low,
        max_value=high,
        help_text=help_text,  # type: ignore[arg-type]
        **kwargs,  # type: ignore[arg-type]
    )


class PolicyForm(Form):
    """The values the system enforces."""

    keeps_version = True

    minimum_age = _whole(_("Laveste alder for [[likepersoner]]"), 15, 99)
    needs_course = forms.BooleanField(label=_("Kurs må være tatt først"), required=False)
    needs_membership = forms.BooleanField(label=_("Medlemskap må være i orden"), required=False)
    supervision_every_days = _whole(
        _("Veiledning minst hver … dag"), 7, 730, _("Tomt betyr uten krav."), required=False
    )
    answer_within_working_days = _whole(_("Svar innen … virkedager"), 1, 20)
    load_limit = _whole(_("Høyst så mange samtaler samtidig for én"), 1, 20)
    allows_emergency_opening = forms.BooleanField(
        label=_("En forespørsel kan åpnes i en nødsituasjon"),
        help_text=_("To må være enige, eller det er fare for liv. Alle det gjelder får vite det."),
        required=False,
    )
    keep_unmatched_days = _whole(_("Slett forespørsler uten svar etter … dager"), 7, 365)
    keep_closed_days = _whole(_("Slett kontaktopplysninger etter … dager"), 7, 730)
    keep_activities_years = _whole(_("Behold aktiviteter i … år"), 5, 10)
