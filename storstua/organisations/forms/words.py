"""The organisation's own word for a peer supporter, form by form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.organisations.models.words import FORMS
from storstua.ui.forms import Form

LABELS = {
    "indefinite": _("Én (en …)"),
    "definite": _("Den ene"),
    "plural": _("Flere"),
    "definite_plural": _("De alle"),
    "stem": _("Første ledd i sammensatte ord (…tjeneste)"),
    "singular": _("Én"),
    "feminine": _("Én kvinne"),
    "masculine": _("Én mann"),
    "dative_plural": _("Flere, i dativ"),
}


class WordsForm(Form):
    """All forms of the word in one language."""

    keeps_version = True

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FORMS[language]:
            self.fields[name] = forms.RegexField(
                regex=r"^[^<>\[\]{}]+$",
                label=LABELS[name],
                max_length=40,
                error_messages={"invalid": _("Skriv bare bokstaver, mellomrom og bindestrek.")},
            )
