"""The forms of the coordinator: filters of the queue, and the question to a supporter."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from storstua.base.norway import counties
from storstua.matching.choices import WRITTEN, Span, State
from storstua.organisations.queries import Facts
from storstua.supporters.choices import ContactForm
from storstua.ui.forms import FilterForm, Form

WITHOUT_AREA = ("uten", _("Uten område"))


class QueueFilter(FilterForm):
    """What the queue shows."""

    tilstand = forms.ChoiceField(
        label=_("Tilstand"),
        required=False,
        choices=[("", _("Uten svar")), *State.choices],
    )
    svarfrist = forms.ChoiceField(
        label=_("Frist"),
        required=False,
        choices=[("", _("Alle")), ("over", _("Over fristen")), ("innen", _("Innen fristen"))],
    )
    omrade = forms.ChoiceField(label=_("Område"), required=False)
    fylke = forms.ChoiceField(label=_("Fylke"), required=False)

    def __init__(self, *args: Any, facts: Facts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts = facts
        every_one = [area.id for area in facts.areas]
        areas = facts.area_choices(get_language() or "nb", every_one)
        for name, choices in (
            ("omrade", [*areas, WITHOUT_AREA]),
            ("fylke", [(county, county) for county in counties()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Alle")), *choices]

    def area_ids(self) -> frozenset[int | None]:
        """The area chosen and its parts; None for those without one, empty for all."""
        chosen = self.cleaned_data.get("omrade") or ""
        if chosen == WITHOUT_AREA[0]:
            return frozenset({None})
        return self.facts.with_parts(int(chosen)) if chosen else frozenset()


class SearchForm(FilterForm):
    """A name to look for among those who can be asked."""

    navn = forms.CharField(label=_("Navn"), max_length=80, required=False)


class AskForm(Form):
    """The way they shall talk, for how long, and a few words to the supporter."""

    way = forms.ChoiceField(label=_("Hvordan skal de snakke?"), widget=forms.RadioSelect)
    span = forms.TypedChoiceField(
        label=_("Hvor lenge skal de kunne snakke?"),
        help_text=_(
            "Gjelder telefon, video og besøk. Så lenge ser [[likepersonen]] telefonnummeret. "
            "Personen kan gi mer tid."
        ),
        choices=Span,
        coerce=lambda days: Span(int(days)),
        initial=Span.MONTH,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=_("Noen ord til [[likepersonen]]"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, ways: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in ContactForm.choices if choice[0] in ways]
        if WRITTEN.issuperset(ways):
            del self.fields["span"]
