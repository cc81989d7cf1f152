"""What a coordinator records about a supporter."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.base import clock
from storstua.organisations.models import Appointer, Branch, Policy
from storstua.organisations.queries import Facts
from storstua.people.contact import normal_phone
from storstua.supporters.actions import ProfileValues, Terms
from storstua.supporters.choices import ContactForm, Experience, Gender, LifePhase
from storstua.supporters.forms.options import (
    BETWEEN,
    area_options,
    place_of,
    place_options,
    topic_options,
)
from storstua.supporters.languages import offered
from storstua.ui.forms import Form
from storstua.ui.widgets import ManyPicks

EARLIEST_YEAR = 1900


def ids(values: list[str]) -> list[int]:
    """Chosen values as ids."""
    return [int(value) for value in values]


def within_limit(said: int, most: int) -> int:
    """Room for talks that a supporter may have at once; more is refused in words."""
    if said > most:
        raise forms.ValidationError(_("Skriv %(most)s eller mindre."), params={"most": most})
    return said


class ConfirmForm(Form):
    """A yes that needs nothing more."""


class SignInForm(Form):
    """Where to send the invitation to sign in."""

    email = forms.EmailField(label=_("E-post"), max_length=254)


class DayForm(Form):
    """The day something happened; today at the latest."""

    day = forms.DateField()

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = label


class AppointmentForm(Form):
    """An appointment; where a board appoints, its decision has a number in the minutes."""

    from_on = forms.DateField(label=_("Oppnevnt fra og med"))
    until_on = forms.DateField(
        label=_("Til og med"),
        required=False,
        help_text=_("La stå tomt når det gjelder til videre."),
    )
    minute_number = forms.CharField(
        label=_("Saksnummer i protokollen"), max_length=40, help_text=_("For eksempel 14/2026.")
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minute_number"].required = policy.appointer != Appointer.NAMED_PERSON


class EndForm(Form):
    """The last day of an appointment."""

    last_on = forms.DateField(label=_("Siste dag"))


class RecordForm(Form):
    """All that is said of a supporter: terms, place, experience, ways of talking."""

    keeps_version = True

    office_id = forms.CharField(label=_("Kontorets id"), max_length=40, required=False)
    branch = forms.ChoiceField(label=_("Lag"), required=False)
    place = forms.ChoiceField(label=_("Kommune"), required=False)
    capacity = forms.IntegerField(label=_("Plass til samtaler samtidig"), min_value=0)
    starting_load = forms.IntegerField(
        label=_("Samtaler utenfor løsningen"),
        help_text=_("De tar også plass."),
        min_value=0,
        max_value=99,
    )
    areas = forms.MultipleChoiceField(label=_("Erfaring med"), required=False, widget=ManyPicks())
    role = forms.ChoiceField(label=_("Erfaring som"), choices=Experience.choices)
    topics = forms.MultipleChoiceField(
        label=_("Snakker gjerne om"), required=False, widget=ManyPicks()
    )
    contact_forms = forms.MultipleChoiceField(
        label=_("Måter å snakke på"),
        required=False,
        choices=ContactForm.choices,
        widget=ManyPicks(),
    )
    languages = forms.MultipleChoiceField(label=_("Språk"), required=False, widget=ManyPicks())
    birth_year = forms.IntegerField(label=_("Fødselsår"), required=False, min_value=EARLIEST_YEAR)
    gender = forms.ChoiceField(label=_("Kjønn"), choices=Gender.choices, required=False)
    life_phase = forms.ChoiceField(label=_("Livsfase"), required=False)

    def __init__(
        self,
        *args: Any,
        facts: Facts,
        branches: list[Branch],
        initial: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=dict(initial), **kwargs)
        self.branches = {str(branch.id): branch for branch in branches}
        self.story = str(initial.get("story", ""))
        offers: dict[str, Any] = {
            "branch": [("", _("Ikke i noe lag")), *((k, b.name) for k, b in self.branches.items())],
            "place": place_options(*place_of(initial["place"])),
            "areas": area_options(facts, [int(each) for each in initial["areas"]]),
            "topics": topic_options(facts, [int(each) for each in initial["topics"]]),
            "languages": offered(initial["languages"]),
            "life_phase": [("", _("Ikke oppgitt")), *LifePhase.choices],
        }
        for name, options in offers.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self.most = facts.policy.load_limit
        if not branches:
            del self.fields["branch"]

    def clean_capacity(self) -> int:
        """At most the organisation's limit."""
        return within_limit(self.cleaned_data["capacity"], self.most)

    def clean_birth_year(self) -> int | None:
        """A year that has been."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > clock.today().year:
            raise forms.ValidationError(_("Året er fram i tid."))
        return year

    def terms(self) -> Terms:
        """The terms as the action wants them."""
        said = self.cleaned_data
        municipality, county = place_of(said["place"])
        return Terms(
            office_id=said["office_id"],
            municipality=municipality,
            county=county,
            capacity=said["capacity"],
            starting_load=said["starting_load"],
            branch=self.branches.get(said.get("branch", "")),
        )

    def profile(self) -> ProfileValues:
        """The profile as the action wants it; the story is the supporter's own and stays."""
        said = self.cleaned_data
        return ProfileValues(
            role=said["role"],
            gender=said["gender"],
            birth_year=said["birth_year"],
            life_phase=said["life_phase"],
            languages=tuple(said["languages"]),
            contact_forms=tuple(said["contact_forms"]),
            story=self.story,
        )


class ReachedForm(Form):
    """What a supporter is called and how they are reached."""

    given_name = forms.CharField(label=_("Fornavn"), max_length=80)
    family_name = forms.CharField(label=_("Etternavn"), max_length=80)
    email = forms.EmailField(label=_("E-post"), required=False, max_length=254)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)

    def clean_phone(self) -> str:
        """The number as it is kept."""
        said = self.cleaned_data["phone"]
        number = normal_phone(said) if said else ""
        if number is None:
            raise forms.ValidationError(
                _("Skriv nummeret med åtte sifre, eller med + og landkode.")
            )
        return number


class CorrectionForm(ReachedForm):
    """The same for someone who is here: the family name may be unknown."""

    keeps_version = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family_name"].required = False


class NewcomerForm(ReachedForm):
    """A supporter who is brought in by hand: name, contact and where they live."""

    place = forms.ChoiceField(label=_("Kommune"), required=False)
    branch = forms.ChoiceField(label=_("Lag"), required=False)
    areas = forms.MultipleChoiceField(label=_("Erfaring med"), required=False, widget=ManyPicks())

    def __init__(
        self, *args: Any, facts: Facts, branches: list[Branch], must_choose: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.branches = {str(branch.id): branch for branch in branches}
        nowhere = [] if must_choose else [("", _("Ikke i noe lag"))]
        named = [(key, branch.name) for key, branch in self.branches.items()]
        self.fields["branch"].choices = [*nowhere, *named]  # type: ignore[attr-defined]
        self.fields["branch"].required = must_choose
        if not branches:
            del self.fields["branch"]
        self.fields["place"].choices = place_options()  # type: ignore[attr-defined]
        self.fields["areas"].choices = area_options(facts)  # type: ignore[attr-defined]

    @property
    def chosen_branch(self) -> Branch | None:
        """The chosen branch."""
        return self.branches.get(self.cleaned_data.get("branch", ""))

    @property
    def municipality_and_county(self) -> tuple[str, str]:
        """The pair of the chosen place."""
        return place_of(self.cleaned_data["place"] or BETWEEN)
