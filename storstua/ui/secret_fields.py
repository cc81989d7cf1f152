"""Fields for secrets: big and odd ones are refused before anything is computed from them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 256
# What browsers send is about one kilobyte; the deepest is three levels.
LONGEST_CREDENTIAL = 16_384


class PasswordField(forms.CharField):
    """A password: at most 256 signs, the same whether a keyboard sends é as one sign or as two."""

    def __init__(self, *, label: Any, autocomplete: str, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            strip=False,
            max_length=LONGEST_PASSWORD,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        )

    def clean(self, value: Any) -> Any:
        """The password, each letter with its marks in one sign."""
        if isinstance(value, str) and len(value) <= LONGEST_PASSWORD:
            value = unicodedata.normalize("NFC", value)
        return super().clean(value)


class CredentialField(forms.JSONField):
    """What a browser says with a passkey."""

    default_error_messages = {
        "invalid": _("Det gikk ikke. Prøv igjen, eller velg en annen måte."),
        "required": _("Det gikk ikke. Prøv igjen, eller velg en annen måte."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, **kwargs)

    def to_python(self, value: Any) -> Any:
        """An object of moderate size; anything else is no passkey."""
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            said = super().to_python(value)
        except RecursionError as fault:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fault
        if said is not None and not isinstance(said, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return said
