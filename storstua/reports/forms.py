"""Filters of the reports, and the form by which open questions are decided."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from storstua.activities.choices import What
from storstua.activities.counting import Code, Result
from storstua.activities.counting.explanations import EXPLANATIONS, RESULTS
from storstua.activities.period import Period, part_choices, year_choices
from storstua.base import clock
from storstua.reports.choices import DecisionReason
from storstua.reports.report import Line
from storstua.ui.forms import FilterForm, Form
from storstua.ui.widgets import Choices, Picks

ALL: tuple[str, Promise] = ("", _("Alle"))
NO_BRANCH: tuple[str, Promise] = ("uten", _("Uten lag"))
YES_OR_NO = [("ja", _("De teller")), ("nei", _("De teller ikke"))]


def _set(form: forms.Form, name: str, choices: Iterable[tuple[str, object]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class OwnFilter(FilterForm):
    """The span of time and the branch of the own report."""

    ar = forms.ChoiceField(label=_("År"), required=False)
    periode = forms.ChoiceField(label=_("Periode"), required=False)
    lag = forms.ChoiceField(label=_("Lag"), required=False)

    def __init__(
        self, *args: Any, years: int, branches: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "ar", year_choices(clock.today(), years))
        _set(self, "periode", part_choices())
        _set(self, "lag", [ALL, *((str(key), name) for key, name in branches), NO_BRANCH])
        self.full_clean()

    def query(self) -> dict[str, str]:
        """What is chosen, as it stands in addresses."""
        chosen = {name: self.cleaned_data.get(name) or "" for name in ("periode", "lag")}
        return {
            "ar": str(self.period.year),
            **{name: code for name, code in chosen.items() if code},
        }

    @property
    def period(self) -> Period:
        """The span of time, this year when none is chosen."""
        year = self.cleaned_data.get("ar") or clock.today().year
        return Period(int(year), self.cleaned_data.get("periode") or "")

    @property
    def branch(self) -> UUID | None:
        """The key of the branch, if one is chosen."""
        code = self.cleaned_data.get("lag")
        return UUID(code) if code and code != NO_BRANCH[0] else None

    @property
    def without_branch(self) -> bool:
        """True when those without a branch are chosen."""
        return self.cleaned_data.get("lag") == NO_BRANCH[0]


class RowsFilter(FilterForm):
    """Which rows of the grant report are shown."""

    hva = forms.ChoiceField(label=_("Hva"), required=False, choices=[ALL, *What.choices])
    svar = forms.ChoiceField(
        label=_("Svar"), required=False, choices=[ALL, *((r.value, RESULTS[r]) for r in Result)]
    )
    hvorfor = forms.ChoiceField(
        label=_("Hvorfor"),
        required=False,
        choices=[ALL, *((code.value, EXPLANATIONS[code]) for code in Code)],
    )
    bestemt = forms.BooleanField(label=_("Bare det noen har bestemt"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full_clean()

    def fits(self, line: Line) -> bool:
        """True when the line is to be shown."""
        what, result, code = (self.cleaned_data.get(name) for name in ("hva", "svar", "hvorfor"))
        return (
            (not what or line.fact.what == what)
            and (not result or line.result == result)
            and (not code or code in line.verdict.reasons)
            and (not self.cleaned_data.get("bestemt") or line.decision is not None)
        )


class DecideForm(Form):
    """Whether the rows that were ticked count, and why."""

    marks_optional = False

    rows = forms.MultipleChoiceField(
        label=_("Rader"),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Kryss av for minst én rad i tabellen.")},
    )
    counts = forms.ChoiceField(label=_("Teller de?"), choices=YES_OR_NO, widget=Picks(even=True))
    reason = forms.ChoiceField(label=_("Hvorfor?"), choices=DecisionReason.choices, widget=Choices)

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [(str(line.fact.key), "") for line in lines if line.is_open_to_decision]
        _set(self, "rows", keys)

    def keys(self) -> list[UUID]:
        """The rows that were ticked."""
        return [UUID(key) for key in self.cleaned_data["rows"]]

    @property
    def ticked(self) -> set[str]:
        """The rows that are ticked when the form is shown again."""
        return set(self["rows"].value() or ())


class FreezeForm(Form):
    """A yes to freezing; it asks nothing."""
