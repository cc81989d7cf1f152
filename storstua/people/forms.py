"""The forms of people: receipt words and one's own account."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.ui.forms import Form

WORDS_HELP = _("De fire første bokstavene i hvert ord er nok. Store og små bokstaver er likt.")
NEVER_FILLED_IN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class WordsForm(Form):
    """The seven receipt words, as people type them."""

    words = forms.CharField(
        label=_("Skriv koden (sju ord)"),
        help_text=WORDS_HELP,
        max_length=1000,
        widget=forms.Textarea(attrs={**NEVER_FILLED_IN, "rows": 3}),
    )

    def clean_words(self) -> tuple[str, ...]:
        """The words as the vault knows them; one sentence for all that cannot be words."""
        try:
            return vault.fold(self.cleaned_data["words"])
        except vault.NotWords as fault:
            raise forms.ValidationError(
                _("Dette er ikke de sju ordene i koden. Se etter skrivefeil.")
            ) from fault


class LanguageForm(Form):
    """Which language pages and mails come in."""

    language = forms.ChoiceField(
        label=_("Språk på sider og e-post"),
        help_text=_(
            "Det du velger her, følger kontoen din. Det du velger i menyen øverst, gjelder bare "
            "sidene i denne nettleseren."
        ),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
