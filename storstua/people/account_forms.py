"""The forms of sign-in and passwords, in our words; allauth checks what is typed."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

MAIL = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
OLD = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}
LONGEST = 256


def _password(label: Any, attrs: dict[str, str], help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.PasswordInput(attrs=attrs),
    )


NEW_HELP = _("Minst ti tegn. En setning du husker, er et godt passord.")


class SignIn(allauth_forms.LoginForm):  # type: ignore[misc] # allauth has no types
    """Mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-post"), max_length=254, widget=forms.EmailInput(attrs=MAIL)
        )
        self.fields["password"] = _password(_("Passord"), OLD)
        self.fields.pop("remember", None)
        self.order_fields(["login", "password"])


class ForgottenPassword(allauth_forms.ResetPasswordForm):  # type: ignore[misc] # allauth has no types
    """The mail address of someone who has forgotten the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("E-post"), max_length=254, widget=forms.EmailInput(attrs=MAIL)
        )


class NewPassword(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc] # allauth has no types
    """A new password, after a mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = _password(_("Nytt passord"), NEW, NEW_HELP)
        self.fields["password2"] = _password(_("Nytt passord en gang til"), NEW)


class ChangePassword(allauth_forms.ChangePasswordForm):  # type: ignore[misc] # allauth has no types
    """The password in use, and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = _password(_("Passordet du har nå"), OLD)
        self.fields["password1"] = _password(_("Nytt passord"), NEW, NEW_HELP)
        self.fields["password2"] = _password(_("Nytt passord en gang til"), NEW)


class FirstPassword(allauth_forms.SetPasswordForm):  # type: ignore[misc] # allauth has no types
    """A password for an account that has none yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = _password(_("Nytt passord"), NEW, NEW_HELP)
        self.fields["password2"] = _password(_("Nytt passord en gang til"), NEW)
