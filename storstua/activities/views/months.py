"""Bare numbers for a month."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storstua.activities import actions, queries
from storstua.activities.choices import What
from storstua.activities.forms import MonthForm
from storstua.activities.forms.months import read_month
from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest

MONTHS_BACK = 12


@holding(Role.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
def month_counts(request: OrganisationRequest) -> HttpResponse:
    """Set the three numbers of a month; this month unless the address names another."""
    month = _month(request.POST.get("month", "") or request.GET.get("maned", ""))
    form = MonthForm(sent(request), initial=_kept(request, month))
    if request.method == "POST" and form.is_valid():
        try:
            actions.log_month_counts(
                by=request.viewer,
                organisation=request.organisation,
                month=form.cleaned_data["month"],
                counts=form.counts(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Tallene er registrert. Du kan endre dem når du vil."))
            return redirect("activities:mine")
    before = month - timedelta(days=1)
    context = {"form": form, "month": month, "before": before, "is_first": _is_first(month)}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/month_counts.html", context, status=status)


def _month(code: str) -> date:
    """The month asked for, this one when none can be read or it has not begun."""
    this = clock.today().replace(day=1)
    wished = read_month(code)
    return wished if wished and wished <= this and not _too_old(wished, this) else this


def _too_old(month: date, this: date) -> bool:
    return (this.year - month.year) * 12 + this.month - month.month > MONTHS_BACK


def _is_first(month: date) -> bool:
    """True when no month before this one can be chosen."""
    return _too_old(month - timedelta(days=1), clock.today())


def _kept(request: OrganisationRequest, month: date) -> dict[str, object]:
    kept = queries.month_counts_of(request.viewer, month)
    return {
        "month": f"{month:%Y-%m}",
        "phone_talks": kept.get(What.PHONE, 0),
        "visits": kept.get(What.VISIT, 0),
        "get_togethers": kept.get(What.GET_TOGETHER, 0),
    }
