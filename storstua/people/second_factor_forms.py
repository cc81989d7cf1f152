"""The forms of the second factor, in our words; allauth checks what is typed."""

from typing import Any

from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _

ONE_TIME = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "autocapitalize": "none",
    "spellcheck": "false",
}


def _code(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=40, help_text=help_text, widget=forms.TextInput(attrs=ONE_TIME)
    )


class Code(codes.AuthenticateForm):  # type: ignore[misc] # allauth has no types
    """The second step: a code from the app, or one of those kept on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(
            _("Kode"), _("Seks siffer fra appen, eller en av reservekodene dine.")
        )


class CodeAgain(codes.ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """The same, once more, before a step that asks twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(
            _("Kode"), _("Seks siffer fra appen, eller en av reservekodene dine.")
        )


class FirstCode(totp.ActivateTOTPForm):  # type: ignore[misc] # allauth has no types
    """The first code from an app that has just been set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(
            _("Kode fra appen"), _("Seks siffer. De skifter hvert halve minutt.")
        )


class NewPasskey(passkeys.AddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey, with a name its owner knows it by. It works without a password too."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Navn på passnøkkelen"),
            max_length=60,
            help_text=_("For eksempel «Telefonen min»."),
        )
        self.order_fields(["name"])
