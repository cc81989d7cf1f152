"""The forms of the second factor, in our words; allauth checks what is typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.people import signing_in, tries
from storstua.people.models import Account
from storstua.ui.forms import BaseForm, Form
from storstua.ui.secret_fields import CredentialField

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


@contextmanager
def _noted(account_id: int, how: str) -> Iterator[None]:
    """Leave a line when what is shown does not fit."""
    try:
        yield
    except forms.ValidationError:
        signing_in.note_failure(account_id, how)
        raise


class CountsCodes(Form):
    """Counts wrong codes against the account."""

    user: Account

    def clean_code(self) -> str:
        """The code, when it is right and not too many were wrong before it."""
        guess = tries.begin(*tries.code(context.request, self.user.pk))
        with _noted(self.user.pk, "code"):
            code: str = super().clean_code()  # type: ignore[misc] # allauth's form comes next
        guess.was_right()
        return code


class CountsPasskeys(Form):
    """Counts wrong passkeys against the network they come from."""

    user: Account | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Any:
        """The passkey, when it is right and not too many were wrong before it."""
        guess = tries.begin(*tries.passkey(context.request))
        with _noted(self.user.pk if self.user else 0, "passkey"):
            passkey = super().clean_credential()  # type: ignore[misc] # allauth's form comes next
        guess.was_right()
        return passkey


class Code(CountsCodes, codes.AuthenticateForm):  # type: ignore[misc] # allauth has no types
    """The second step: a code from the app, or one of those kept on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(
            _("Kode"), _("Seks siffer fra appen, eller en av reservekodene dine.")
        )


class CodeAgain(CountsCodes, codes.ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """The same, once more, before a step that asks twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(
            _("Kode"), _("Seks siffer fra appen, eller en av reservekodene dine.")
        )


class FirstCode(CountsCodes, totp.ActivateTOTPForm):  # type: ignore[misc] # allauth has no types
    """The first code from an app that has just been set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(
            _("Kode fra appen"), _("Seks siffer. De skifter hvert halve minutt.")
        )


class NewPasskey(BaseForm, passkeys.AddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey, with a name its owner knows it by. It works without a password too."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Navn på passnøkkelen"),
            max_length=60,
            help_text=_("For eksempel «Telefonen min»."),
        )
        self.fields["credential"] = CredentialField()
        self.order_fields(["name"])


class Passkey(CountsPasskeys, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """The second step, with a passkey."""


class PasskeyAgain(CountsPasskeys, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """The same, once more, before a step that asks twice."""


class PasskeyAlone(CountsPasskeys, passkeys.LoginWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """Sign in with a passkey and nothing else."""
