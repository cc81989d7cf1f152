"""The forms of roles: whom to invite, when one ends, a password for a new account."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import SECONDS, Appointer, Branch
from storstua.people import barred_words
from storstua.people.models import Person
from storstua.roles import permissions
from storstua.roles.choices import Loss, Why
from storstua.roles.days import Days
from storstua.ui.forms import FilterForm, Form
from storstua.ui.secret_fields import PasswordField
from storstua.ui.widgets import Choices

NOT_GIVEN = {Role.VISITOR, Role.SEEKER, Role.MEMBER, Role.PLATFORM_OPERATOR}


class RolesFilter(FilterForm):
    """The list of roles, by one of those that can be held."""

    rolle = forms.ChoiceField(
        label=_("Rolle"),
        choices=[
            ("", _("Alle")),
            *((role.value, role.label) for role in Role if role not in NOT_GIVEN),
        ],
        required=False,
    )


class InviteForm(Form):
    """Whom to invite to which role, where and when; roles that take two are marked."""

    given_name = forms.CharField(label=_("Fornavn"), max_length=80)
    family_name = forms.CharField(label=_("Etternavn"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-post"), max_length=254)
    role = forms.ChoiceField(label=_("Rolle"), widget=Choices)
    branch = forms.ChoiceField(label=_("Hvor rollen gjelder"), required=False)
    from_on = forms.DateField(
        label=_("Fra og med"), help_text=_("Tomt: fra rollen blir tatt imot."), required=False
    )
    until_on = forms.DateField(
        label=_("Til og med"), help_text=_("Tomt: uten slutt."), required=False
    )

    def __init__(
        self, *args: Any, viewer: Viewer, branches: Iterable[Branch], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        reach = viewer.branches_with(*permissions.RUN)
        self.branches = {
            str(branch.key): branch for branch in branches if reach is None or branch.id in reach
        }
        self._offer_roles(viewer)
        named = [(key, branch.name) for key, branch in self.branches.items()]
        everywhere = [("", _("Hele organisasjonen"))] if reach is None else []
        self.fields["branch"].choices = [*everywhere, *named]  # type: ignore[attr-defined]
        self.fields["branch"].required = reach is not None
        if not named:
            del self.fields["branch"]

    def _offer_roles(self, viewer: Viewer) -> None:
        offered = [
            role for role in Role if role not in NOT_GIVEN and permissions.may_offer(viewer, role)
        ]
        tags = {
            role.value: _("Trenger to") for role in offered if permissions.takes_two(viewer, role)
        }
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.widget = Choices(tags=tags)
        field.choices = [(role.value, role.label) for role in offered]

    def clean(self) -> dict[str, object]:
        """A role that lies in no branch is given in the whole organisation."""
        values = super().clean() or self.cleaned_data
        if values.get("branch") and values.get("role") in permissions.ONLY_EVERYWHERE:
            self.add_error("branch", _("Denne rollen gjelder alltid hele organisasjonen."))
        return values

    @property
    def chosen_branch(self) -> Branch | None:
        """The branch the role is for; None for the whole organisation."""
        return self.branches.get(self.cleaned_data.get("branch", ""))

    @property
    def days(self) -> Days:
        """When the role is to be held."""
        return Days(self.cleaned_data["from_on"], self.cleaned_data["until_on"])


class EndingForm(Form):
    """When a role ends: at once, or after a day to come."""

    when = forms.ChoiceField(
        label=_("Når slutter rollen?"),
        choices=[("now", _("Nå. Tilgangen tar slutt med en gang.")), ("later", _("Senere"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    last_on = forms.DateField(label=_("Siste dag, hvis den slutter senere"), required=False)

    def clean(self) -> dict[str, object]:
        """An end to come needs its day."""
        values = super().clean() or self.cleaned_data
        is_later = values.get("when") == "later"
        if is_later and not values.get("last_on") and "last_on" not in self.errors:
            self.add_error("last_on", _("Velg siste dag."))
        return values

    @property
    def last_day(self) -> date | None:
        """The last day; None for at once."""
        said = self.cleaned_data
        return said["last_on"] if said["when"] == "later" else None


class AnswerForm(Form):
    """Why the second says no."""

    why = forms.ChoiceField(label=_("Hvorfor sier du nei?"), choices=Why, widget=forms.RadioSelect)


class ForgettingForm(Form):
    """Why someone cannot take the second step of sign-in."""

    reason = forms.ChoiceField(label=_("Hva har skjedd?"), choices=Loss, widget=forms.RadioSelect)


class DecidingForm(Form):
    """Who appoints, by name if it is a person, and who is the second person."""

    keeps_version = True

    appointer = forms.ChoiceField(
        label=_("Hvem oppnevner?"), choices=Appointer, widget=forms.RadioSelect
    )
    named = forms.ChoiceField(
        label=_("Hvem, hvis en navngitt person oppnevner"),
        help_text=_("Koordinatorer og styremedlemmer kan velges."),
        required=False,
    )
    second_person = forms.ChoiceField(
        label=_("Hvem er den andre når noe krever to?"),
        help_text=_("Har ingen andre denne rollen, er det et styremedlem, eller en administrator."),
        choices=SECONDS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {str(person.key): person.full_name for person in people}
        field = self.fields["named"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Ingen valgt")), *self.names.items()]

    def clean(self) -> dict[str, object]:
        """A named person needs a name."""
        values = super().clean() or self.cleaned_data
        if values.get("appointer") == Appointer.NAMED_PERSON and not values.get("named"):
            self.add_error("named", _("Velg hvem som oppnevner."))
        return values

    def policy_values(self) -> dict[str, object]:
        """The values as the policy keeps them; a name stays only while that person appoints."""
        said = self.cleaned_data
        named = said["named"] if said["appointer"] == Appointer.NAMED_PERSON else ""
        return {
            "appointer": said["appointer"],
            "named_appointer": self.names.get(named, ""),
            "named_appointer_key": named or None,
            "second_person": said["second_person"],
        }


class PasswordForm(Form):
    """The password of someone who takes an invitation without having an account."""

    password = PasswordField(
        label=_("Velg et passord"),
        autocomplete="new-password",
        help_text=_("Minst ti tegn. En setning du husker, er et godt passord."),
    )

    def __init__(self, *args: Any, words: Iterable[str] = (), **kwargs: Any) -> None:
        """`words` are those that whoever knows the person would try."""
        super().__init__(*args, **kwargs)
        self.words = words

    def clean_password(self) -> str:
        """Refuse passwords that are too short, too common or made of the person's own names."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        barred_words.check(password, self.words)
        return password
