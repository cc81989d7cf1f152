"""The forms of roles: which one to act in, whom to invite, a password for a new account."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.roles import permissions
from storstua.ui.forms import Form

NOT_GIVEN = {Role.VISITOR, Role.SEEKER, Role.MEMBER, Role.PLATFORM_OPERATOR}


class ActAsForm(Form):
    """The role to act in; the choices are those held."""

    role = forms.ChoiceField(label=_("Hvem er du nå?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, role.label) for role in viewer.roles]


class InviteForm(Form):
    """Whom to invite to which role."""

    given_name = forms.CharField(label=_("Fornavn"), max_length=80)
    family_name = forms.CharField(label=_("Etternavn"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-post"), max_length=254)
    role = forms.ChoiceField(label=_("Rolle"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (role.value, role.label)
            for role in Role
            if role not in NOT_GIVEN and permissions.may_give(viewer, role)
        ]


class PasswordForm(Form):
    """The password of someone who takes an invitation without having an account."""

    password = forms.CharField(
        label=_("Velg et passord"),
        help_text=_("Minst ti tegn. En setning du husker, er et godt passord."),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Refuse passwords that are too short or too common."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password
