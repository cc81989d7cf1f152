"""The questions of someone who wants a talk: nothing chosen beforehand, all may be skipped."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from storstua.base.norway import municipalities
from storstua.matching.choices import AgeBand, Must, Wish
from storstua.organisations.models import Organisation, SeekerRole
from storstua.organisations.queries import Facts
from storstua.people.contact import normal_phone
from storstua.supporters.choices import Gender, LifePhase
from storstua.supporters.languages import offered
from storstua.ui.forms import Form
from storstua.ui.widgets import Choices, ManyPicks

UNSAID = ("", _("Vil ikke si"))
# A radio with an empty value would look chosen when nothing is.
RATHER_NOT = ("unsaid", UNSAID[1])
MOST_TOPICS = 8


class Question(Form):
    """One page of questions; what is left empty is "not said"."""

    marks_optional = False

    def __init__(self, *args: Any, organisation: Organisation, facts: Facts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.facts = organisation, facts
        self.fill()

    def fill(self) -> None:
        """Give the fields the organisation's own choices."""

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class AboutForm(Question):
    """Whom it concerns, and what it is about."""

    role = forms.ChoiceField(label=_("Hvem gjelder det?"), required=False, widget=Choices())
    is_minor = forms.BooleanField(
        label=_("Jeg er under 18"),
        help_text=_("Da spør vi bare noen som er godkjent for å snakke med unge."),
        required=False,
    )
    area = forms.ChoiceField(label=_("Hva gjelder det?"), required=False, widget=Choices())
    topics = forms.MultipleChoiceField(
        label=_("Hva vil du snakke om?"), required=False, widget=ManyPicks()
    )

    def fill(self) -> None:
        """The organisation's seeker roles, areas and topics."""
        language = get_language() or "nb"
        chosen = str(self.initial.get("area") or "")
        roles = [
            choice for choice in SeekerRole.choices if choice[0] in self.organisation.seeker_roles
        ]
        self.offer("role", [*roles, RATHER_NOT])
        areas = self.facts.area_choices(language, [int(chosen)] if chosen.isdigit() else ())
        self.offer("area", [*areas, ("other", _("Noe annet")), RATHER_NOT])
        known = self.initial.get("topics") or ()
        topics = [
            (str(topic.id), topic.name_in(language))
            for topic in self.facts.topics
            if topic.is_open or str(topic.id) in known
        ]
        self.offer("topics", topics)

    def clean_role(self) -> str:
        """What someone would rather not say is not said."""
        role: str = self.cleaned_data["role"]
        return "" if role == RATHER_NOT[0] else role

    def clean_topics(self) -> list[str]:
        """At most eight topics."""
        chosen: list[str] = self.cleaned_data["topics"]
        if len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(_("Velg høyst åtte temaer."))
        return chosen


WAYS = (
    ("chat", _("Skrive her på nettsiden")),
    ("phone", _("Snakke på telefon")),
    ("video", _("Snakke på video")),
    ("visit", _("Møtes")),
    ("unsure", _("Jeg vet ikke ennå")),
)


class WayForm(Question):
    """How the person would like to talk."""

    way = forms.ChoiceField(
        label=_("Hvordan vil du helst snakke?"),
        help_text=_("Du kan bytte senere."),
        choices=WAYS,
        required=False,
        widget=Choices(
            lines={
                "chat": _("Uten navn, telefon eller e-post. Dere svarer når det passer."),
                "phone": _(
                    "[[Likepersonen]] ringer deg. Bare to personer ser nummeret ditt,"
                    " og én til hvis noen er i fare."
                ),
                "video": _("[[Likepersonen]] ringer, og dere avtaler hvordan."),
                "visit": _("Dere avtaler et sted som passer for begge."),
                "unsure": _("Helt greit. Vi foreslår noe."),
            },
            tags={"chat": _("Anonymt")},
        ),
    )


class WishesForm(Question):
    """What matters about the supporter; each wish may be made a must."""

    life_phase = forms.ChoiceField(
        label=_("I hvilken livsfase er du?"),
        help_text=_("Vi ser etter noen i samme livsfase."),
        required=False,
        choices=[UNSAID, *[choice for choice in LifePhase.choices if choice[0]]],
    )
    age_band = forms.ChoiceField(
        label=_("Hvor gammel er du omtrent?"),
        help_text=_("Vi ser etter noen på din alder. Vi lagrer ikke hvor mange år du er."),
        required=False,
        choices=[UNSAID, *[choice for choice in AgeBand.choices if choice[0]][1:]],
    )
    gender = forms.ChoiceField(
        label=_("Hvilket kjønn har du?"),
        required=False,
        choices=[UNSAID, *[choice for choice in Gender.choices if choice[0]]],
    )
    wish_gender = forms.ChoiceField(
        label=_("Hvilket kjønn vil du helst snakke med?"), required=False, choices=Wish
    )
    languages = forms.MultipleChoiceField(
        label=_("Hvilke språk kan dere snakke?"), required=False, widget=ManyPicks()
    )
    place = forms.ChoiceField(label=_("Hvor bor du?"), required=False)
    must = forms.MultipleChoiceField(
        label=_("Er noe av dette et krav?"),
        help_text=_("Krav gjør at færre passer. Uten kryss er det et ønske."),
        required=False,
        choices=Must,
        widget=forms.CheckboxSelectMultiple,
    )

    def fill(self) -> None:
        """Languages by name, and municipalities with their county."""
        common = {"nb", "nn", "en", "de", "se", "pl", "ar", "so", "ur", "uk"}
        self.offer("languages", [pair for pair in offered() if pair[0] in common])
        places = [
            (f"{each.name}|{each.county}", f"{each.name}, {each.county}")
            for each in municipalities()
        ]
        self.offer("place", [UNSAID, *places])


SAFE = (
    ("yes", _("Ja")),
    ("no", _("Nei, bare jeg må få vite at dere ringer")),
)


class NameForm(Question):
    """What to call the person, and how to reach those who want to talk by phone or meet.

    Who has left open how to talk may give a number; who will write is not asked for one.
    """

    nickname = forms.CharField(
        label=_("Hva skal vi kalle deg?"),
        help_text=_("Du trenger ikke bruke navnet ditt. Vi har foreslått et."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Telefonnummer"),
        help_text=_(
            "Bare koordinatoren og [[likepersonen]] du får, ser det, og én til hvis noen er i fare."
        ),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    is_safe = forms.ChoiceField(
        label=_("Er det trygt å ringe eller skrive dit?"),
        choices=SAFE,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, way: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_phone = way in {"phone", "video", "visit"}
        if way == "chat":
            del self.fields["phone"], self.fields["is_safe"]
        elif not self.needs_phone:
            self.fields["phone"].help_text = _(
                "Uten nummer kan dere bare skrive sammen her. "
                "Bare koordinatoren og [[likepersonen]] du får, ser det, "
                "og én til hvis noen er i fare."
            )

    def clean_phone(self) -> str:
        """A number that can be called; someone who wants to talk by phone must give one."""
        typed: str = self.cleaned_data["phone"]
        if not typed and not self.needs_phone:
            return ""
        if not typed:
            raise forms.ValidationError(
                _("Skriv nummeret ditt, eller gå tilbake og velg å skrive her.")
            )
        number = normal_phone(typed)
        if number is None:
            raise forms.ValidationError(_("Skriv nummeret slik: 912 34 567."))
        return number


class CheckForm(Question):
    """The last page: an own sentence, if one wants to say more."""

    text = forms.CharField(
        label=_("Vil du si noe mer?"),
        help_text=_("Høyst 500 tegn. Ikke skriv navn på andre."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
