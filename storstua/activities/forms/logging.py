"""What a supporter fills in: three taps for a talk or visit, two numbers more for a gathering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.activities.actions import Values
from storstua.activities.choices import GATHERINGS, Mode, What, type_and_mode
from storstua.activities.forms import numbers
from storstua.base import clock
from storstua.ui.forms import Form
from storstua.ui.widgets import Picks

BANDS = [("10", _("Under 15")), ("20", "15–30"), ("45", "31–60"), ("90", _("Over 60"))]
WHATS = [(what.value, what.label) for what in What if what is not What.OTHER]
WAYS = [(Mode.PHYSICAL.value, _("Vi møttes")), (Mode.VIDEO.value, _("På video"))]
HOW_LONG = _("Hvor mange minutter?")
LENGTH_NEEDED = _("Skriv hvor mange minutter det varte.")
PAX_NEEDED = _("Skriv hvor mange som deltok.")


def band_of(minutes: int) -> str:
    """The band that a number of minutes lies in."""
    return next(
        (code for code, top in (("10", 15), ("20", 30), ("45", 60)) if minutes <= top), "90"
    )


class _WhatWasDone(Form):
    """What it was and when, with the numbers that gatherings need."""

    marks_optional = False

    what = forms.ChoiceField(
        label=_("Hva var det?"),
        help_text=_("Besøk: du reiste til den andre. Møttes: dere møttes på en annen måte."),
        choices=WHATS,
        widget=Picks(),
    )
    length = numbers.minutes(HOW_LONG)
    pax = numbers.people(_("Hvor mange deltok, utenom deg?"))
    way = forms.ChoiceField(
        label=_("Hvordan?"), choices=WAYS, required=False, widget=Picks(even=True)
    )
    done_on = forms.DateField(label=_("Når?"), widget=forms.DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].widget.attrs["max"] = clock.today().isoformat()

    @property
    def is_gathering(self) -> bool:
        """True when several people met, so that minutes and people are told as numbers."""
        return self["what"].value() in GATHERINGS

    def need_numbers(self) -> None:
        """Note what is missing of the numbers that a gathering needs."""
        for name, sentence in (("length", LENGTH_NEEDED), ("pax", PAX_NEEDED)):
            if self.cleaned_data.get(name) is None and name not in self.errors:
                self.add_error(name, sentence)

    def values_with(self, minutes: int) -> Values:
        """What the form says, as the log takes it."""
        what = What(self.cleaned_data["what"])
        type_, mode = type_and_mode(what, Mode(self.cleaned_data["way"] or Mode.PHYSICAL))
        return {
            "done_on": self.cleaned_data["done_on"],
            "type": type_,
            "mode": mode,
            "minutes": minutes,
            "pax": self.cleaned_data["pax"] if what in GATHERINGS else 1,
        }


class LogForm(_WhatWasDone):
    """The quick log. A gathering takes a second step on the same page; what was typed stays."""

    minutes = forms.ChoiceField(
        label=HOW_LONG, choices=BANDS, required=False, widget=Picks(even=True)
    )
    second = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = ("minutes", "what", "length", "pax", "way", "done_on", "second")

    @property
    def is_second(self) -> bool:
        """True when the second step is shown."""
        return bool(self["second"].value())

    @property
    def says_today(self) -> bool:
        """True when the day in the form is today."""
        return str(self["done_on"].value()) == clock.today().isoformat()

    @property
    def asks_more(self) -> bool:
        """True when what was chosen needs the second step, which has not been shown yet."""
        return self.is_gathering and not self.cleaned_data["second"]

    def clean(self) -> None:
        """Demand the band of a talk, and in the second step the numbers of a gathering."""
        if not self.is_gathering:
            if not self.cleaned_data.get("minutes") and "minutes" not in self.errors:
                self.add_error("minutes", _("Velg ett av svarene."))
        elif self.cleaned_data.get("second"):
            self.need_numbers()

    def second_step(self) -> dict[str, object]:
        """What the second step begins with."""
        kept = {name: self.cleaned_data.get(name) for name in ("minutes", "what", "done_on")}
        way = Mode.VIDEO if kept["what"] == What.VIDEO else Mode.PHYSICAL
        return kept | {"second": True, "way": way.value, "length": kept["minutes"]}

    def values(self) -> Values:
        """What is to be logged; the minutes of a talk are those its band stands for."""
        number = self.cleaned_data["length"] if self.is_gathering else self.cleaned_data["minutes"]
        return self.values_with(int(number))


class OwnForm(_WhatWasDone):
    """What a supporter may put right in what they logged."""

    keeps_version = True
    field_order = ("what", "length", "pax", "way", "done_on", "version")

    def clean(self) -> None:
        """Demand minutes, and of a gathering the number of people."""
        if self.is_gathering:
            self.need_numbers()
        elif self.cleaned_data.get("length") is None and "length" not in self.errors:
            self.add_error("length", LENGTH_NEEDED)

    def changes_to(self, what: What) -> Values:
        """What the activity is to become; what the form cannot tell apart stays as it was."""
        values = self.values_with(self.cleaned_data["length"])
        if self.cleaned_data["what"] == what and not self.is_gathering:
            del values["type"], values["mode"], values["pax"]
        return values


class RemovalForm(Form):
    """A yes to deleting, with the version that was seen."""

    keeps_version = True
