"""The forms of sign-in and passwords, in our words; allauth checks what is typed."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from storstua.base.tenancy import INSTALLATION
from storstua.base.viewer import Viewer
from storstua.people import actions, forgotten_password, signing_in, tries
from storstua.people.models import Account
from storstua.ui.forms import BaseForm, Form
from storstua.ui.secret_fields import PasswordField

MAIL = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
OLD = "current-password"
NEW = "new-password"
NEW_HELP = _("Minst ti tegn. En setning du husker, er et godt passord.")


def _mail() -> forms.EmailField:
    return forms.EmailField(label=_("E-post"), max_length=254, widget=forms.EmailInput(attrs=MAIL))


class NewTwice(Form):
    """A new password, typed twice, that is long enough and not among the common ones."""

    user: Account

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = PasswordField(
            label=_("Nytt passord"), autocomplete=NEW, help_text=NEW_HELP
        )
        self.fields["password2"] = PasswordField(
            label=_("Nytt passord en gang til"), autocomplete=NEW
        )

    def clean_password1(self) -> str:
        """Refuse passwords that are too short, too common or too like the mail address."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        """Refuse a second one that differs, before allauth says so in its words."""
        again: str = self.cleaned_data["password2"]
        if again != self.cleaned_data.get("password1", again):
            raise forms.ValidationError(_("De to passordene er ikke like."), code="differ")
        return again


class SignIn(BaseForm, allauth_forms.LoginForm):  # type: ignore[misc] # allauth has no types
    """Mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _mail()
        self.fields["password"] = PasswordField(label=_("Passord"), autocomplete=OLD)
        self.fields.pop("remember", None)
        self.order_fields(["login", "password"])


class ForgottenPassword(Form):
    """The mail address of someone who has forgotten the password.

    Nobody is looked up here, so that the answer says nothing about who has an account.
    """

    email = _mail()

    def clean_email(self) -> str:
        """Refuse an address that many mails were asked for."""
        mail: str = self.cleaned_data["email"]
        tries.begin(*tries.forgotten(context.request, mail))
        return mail

    def save(self, request: HttpRequest) -> None:
        """Let the worker find out whether somebody is to get a mail."""
        forgotten_password.ask(self.cleaned_data["email"])


class NewPassword(NewTwice, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc] # allauth has no types
    """A new password, after a mailed link."""

    def save(self) -> None:
        """Keep it; whoever came in by way of a provider does so no longer."""
        super().save()
        by = Viewer.system(INSTALLATION, "new password by mail")
        actions.forget_identities(by=by, account=self.user)


class ChangePassword(NewTwice, allauth_forms.ChangePasswordForm):  # type: ignore[misc] # allauth has no types
    """The password in use, and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = PasswordField(label=_("Passordet du har nå"), autocomplete=OLD)

    def clean_oldpassword(self) -> str:
        """Whoever sits at somebody's open screen may guess as seldom as anybody else."""
        guess = tries.begin(*tries.password(context.request, self.user.email))
        try:
            right: str = super().clean_oldpassword()
        except forms.ValidationError:
            signing_in.note_failure(self.user.pk, "password")
            raise
        guess.was_right()
        return right


class FirstPassword(NewTwice, allauth_forms.SetPasswordForm):  # type: ignore[misc] # allauth has no types
    """A password for an account that has none yet."""


class PasswordAgain(BaseForm, allauth_forms.ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """The password, once more, before a step that asks twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(label=_("Passord"), autocomplete=OLD)
