"""What a supporter says of themselves."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.organisations.queries import Facts
from storstua.people.models import Purpose
from storstua.supporters.actions import SHOWN_FIELDS
from storstua.supporters.choices import ContactForm, LifePhase
from storstua.supporters.forms.keeping import within_limit
from storstua.supporters.forms.options import topic_options
from storstua.supporters.languages import offered
from storstua.supporters.lengths import PauseLength, last_day
from storstua.ui.forms import Form
from storstua.ui.widgets import Choices, ManyChoices, ManyPicks


class OwnForm(Form):
    """A supporter's own story, ways and room for talks."""

    keeps_version = True

    story = forms.CharField(
        label=_("Litt om deg"),
        help_text=_("Skriv så kort du vil. Du velger selv om andre skal se det."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    topics = forms.MultipleChoiceField(
        label=_("Dette snakker jeg gjerne om"), required=False, widget=ManyPicks()
    )
    contact_forms = forms.MultipleChoiceField(
        label=_("Slik vil jeg snakke sammen"), choices=ContactForm.choices, widget=ManyPicks()
    )
    languages = forms.MultipleChoiceField(label=_("Språkene mine"), widget=ManyPicks())
    capacity = forms.IntegerField(label=_("Så mange vil jeg snakke med samtidig"), min_value=0)
    life_phase = forms.ChoiceField(
        label=_("Hvor du er i livet"),
        help_text=_("Brukes bare til å finne noen som ligner den som spør."),
        required=False,
    )

    def __init__(self, *args: Any, facts: Facts, initial: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial=dict(initial), **kwargs)
        topics = [int(each) for each in initial["topics"]]
        offers: dict[str, Any] = {
            "topics": topic_options(facts, topics),
            "languages": offered(initial["languages"]),
            "life_phase": [("", _("Vil ikke si")), *LifePhase.choices],
        }
        for name, options in offers.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self.most = facts.policy.load_limit

    def clean_capacity(self) -> int:
        """At most the organisation's limit."""
        return within_limit(self.cleaned_data["capacity"], self.most)


class ShownForm(Form):
    """Which fields others see, each switched on and off by itself."""

    marks_optional = False

    shown = forms.MultipleChoiceField(
        label=_("Dette kan andre se"),
        required=False,
        choices=[(field.value, field.label) for field in SHOWN_FIELDS],
    )

    def __init__(self, *args: Any, lines: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["shown"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.widget = ManyChoices(lines=lines)
        field.widget.choices = field.choices

    def fields_shown(self) -> frozenset[Purpose]:
        """The fields that are switched on."""
        chosen: Iterable[str] = self.cleaned_data["shown"]
        return frozenset(Purpose(value) for value in chosen)


class PauseForm(Form):
    """How long the pause lasts; those with talks say who tells the people they talk with."""

    length = forms.ChoiceField(
        label=_("Hvor lenge?"), choices=PauseLength.choices, widget=Choices()
    )
    help = forms.ChoiceField(
        label=_("Du har samtaler nå. Hvem sier fra?"),
        choices=[("self", _("Jeg sier fra selv")), ("coordinator", _("Koordinatoren hjelper meg"))],
        initial="self",
        widget=Choices(),
    )

    def __init__(self, *args: Any, has_talks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_talks:
            del self.fields["help"]

    def until_on(self, today: date) -> date | None:
        """The last day of the pause, None until the supporter says."""
        return last_day(PauseLength(self.cleaned_data["length"]), today)

    @property
    def wants_help(self) -> bool:
        """True when the coordinator is to help with the talks."""
        return bool(self.cleaned_data.get("help") == "coordinator")


class RestForm(PauseForm):
    """A pause that a coordinator gives: it does not wait for a word from whoever fills this in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, has_talks=False, **kwargs)
        field = self.fields["length"]
        assert isinstance(field, forms.ChoiceField)
        until_ended = (PauseLength.OPEN.value, _("Til pausen avsluttes"))
        field.choices = [*PauseLength.choices[:-1], until_ended]
