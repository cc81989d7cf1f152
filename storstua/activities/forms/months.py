"""Bare numbers for a month: three of them."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.activities.actions import MonthCounts
from storstua.activities.choices import Figure
from storstua.activities.forms import numbers
from storstua.ui.forms import Form

NO_MONTH = _("Velg en måned på siden.")


def read_month(code: str) -> date | None:
    """The first day of a month written as 2026-11; None for anything else."""
    try:
        return date.fromisoformat(f"{code}-01")
    except ValueError:
        return None


class MonthForm(Form):
    """How many telephone talks, visits and get-togethers beside those logged one by one."""

    marks_optional = False

    month = forms.CharField(widget=forms.HiddenInput, error_messages={"required": NO_MONTH})
    phone_talks = numbers.count(Figure.PHONE_TALKS.label)
    visits = numbers.count(Figure.VISITS.label)
    get_togethers = numbers.count(Figure.GET_TOGETHERS.label)

    def clean_month(self) -> date:
        """Read the month."""
        month = read_month(self.cleaned_data["month"])
        if month is None:
            raise forms.ValidationError(NO_MONTH)
        return month

    def counts(self) -> MonthCounts:
        """The three numbers."""
        return MonthCounts(
            self.cleaned_data["phone_talks"],
            self.cleaned_data["visits"],
            self.cleaned_data["get_togethers"],
        )
