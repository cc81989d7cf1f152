"""Filters above the lists of activities; they live in the address."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from storstua.activities.choices import Figure, What
from storstua.activities.counting import Result
from storstua.activities.counting.explanations import RESULTS
from storstua.activities.period import Period, part_choices, year_choices
from storstua.activities.queries import ORDERS, NamedSupporter, Wish, told_apart
from storstua.base import clock
from storstua.ui.forms import FilterForm

type Choices = Iterable[tuple[str | Promise, object]]

ALL: tuple[str, Promise] = ("", _("Alle"))
NO_BRANCH: tuple[str, Promise] = ("uten", _("Uten lag"))


def set_choices(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class PeriodFilter(FilterForm):
    """A year; without one it is this year."""

    ar = forms.ChoiceField(label=_("År"), required=False)

    def __init__(self, *args: Any, years: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        set_choices(self, "ar", year_choices(today, years))
        self.initial.setdefault("ar", str(today.year))
        self.is_valid()

    @property
    def year(self) -> int:
        """The year chosen, this one when none is."""
        return int(self.chosen("ar") or clock.today().year)

    def chosen(self, name: str) -> str:
        """What is chosen in a field; "" when nothing is, or nothing that stands there."""
        return str(self.cleaned_data.get(name) or "") if self.is_bound else ""


class MineFilter(PeriodFilter):
    """The filter of one's own log."""

    hva = forms.ChoiceField(label=_("Hva"), required=False, choices=[ALL, *What.choices])


class ListFilter(PeriodFilter):
    """The filter of the coordinators' list."""

    periode = forms.ChoiceField(label=_("Periode"), required=False)
    hva = forms.ChoiceField(label=_("Hva"), required=False)
    svar = forms.ChoiceField(label=_("Tilskudd"), required=False)
    lag = forms.ChoiceField(label=_("Lag"), required=False)
    likeperson = forms.ChoiceField(label=_("[[Likeperson]]"), required=False)

    def __init__(
        self, *args: Any, people: Mapping[int, NamedSupporter], branches: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "periode", part_choices())
        kinds: Choices = [(_("Egne tall"), Figure.choices), (_("Én type"), What.choices)]
        set_choices(self, "hva", [ALL, *kinds])
        set_choices(self, "svar", [ALL, *((each.value, RESULTS[each]) for each in Result)])
        set_choices(self, "lag", [ALL, *branches, NO_BRANCH])
        names = told_apart(people.values())
        set_choices(self, "likeperson", [ALL, *((str(key), names[key]) for key in names)])
        self.full_clean()

    def wish(self, order: str) -> Wish:
        """What the list is to show."""
        result, branch, supporter = map(self.chosen, ("svar", "lag", "likeperson"))
        return Wish(
            period=Period(self.year, self.chosen("periode")),
            what=self.chosen("hva"),
            result=Result(result) if result else None,
            branch=UUID(branch) if branch and branch != NO_BRANCH[0] else None,
            without_branch=branch == NO_BRANCH[0],
            supporter=UUID(supporter) if supporter else None,
            order=order if order in ORDERS else "-dag",
        )
