"""Logging from a telephone that is remembered: the form and a receipt, and nothing to read."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from storstua.activities import actions, queries
from storstua.activities.forms import LogForm
from storstua.base import clock
from storstua.base.doors import remembered_phone
from storstua.base.refusal import Refusal
from storstua.organisations.request import OrganisationRequest

PAGE = "activities/phone_log.html"


@remembered_phone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: OrganisationRequest) -> HttpResponse:
    """Log a talk, a visit or a gathering. Nothing is filled in but the day of today."""
    if request.method != "POST":
        return render(request, PAGE, {"form": LogForm(initial={"done_on": clock.today()})})
    form = LogForm(request.POST)
    if form.is_valid() and form.asks_more:
        return render(request, PAGE, {"form": LogForm(initial=form.second_step())})
    if form.is_valid():
        by = request.phone_viewer
        own = queries.own_supporter(by)
        try:
            actions.log(
                by=by,
                organisation=request.organisation,
                supporter_ids=[own.id] if own else [],
                **form.values(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("activities:phone_receipt")
    return render(request, PAGE, {"form": form}, status=422)


@remembered_phone
@never_cache
@require_safe
def receipt(request: OrganisationRequest) -> HttpResponse:
    """That it is logged, in one sentence that is the same for all."""
    return render(request, "activities/phone_receipt.html", {})
