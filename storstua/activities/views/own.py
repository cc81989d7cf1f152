"""One's own log: what was logged, putting it right, deleting it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storstua.activities import actions, permissions, queries
from storstua.activities.choices import whats_in
from storstua.activities.forms import MineFilter, OwnForm, RemovalForm
from storstua.activities.period import Period
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest

PAGE = 50


@holding(Role.SUPPORTER)
@require_safe
def mine(request: OrganisationRequest) -> HttpResponse:
    """What the viewer logged or took part in, newest first, with the sums of the year."""
    chosen = MineFilter(request.GET, years=request.facts.policy.keep_activities_years)
    period = Period(chosen.year)
    rows = permissions.own(request.viewer).between(period.first, period.last)
    if whats := whats_in(chosen.chosen("hva")):
        rows = rows.that_are(*whats)
    page = Paginator(rows.order_by("-done_on", "-id"), PAGE).get_page(request.GET.get("side"))
    context = {
        "filter": chosen,
        "page": page,
        "sums": queries.sums(rows),
        "year": chosen.year,
        "own_id": request.viewer.person_id,
    }
    return render(request, "activities/mine.html", context)


@holding(Role.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Put right what one logged; what it decides for the grant is for those who keep the log."""
    activity = get_object_or_404(permissions.own(request.viewer), key=key)
    if not permissions.may_change(request.viewer, activity):
        raise Http404
    if activity.is_month_count:
        month = f"?maned={activity.done_on:%Y-%m}"
        return HttpResponseRedirect(reverse("activities:month_counts") + month)
    form = OwnForm(
        sent(request),
        initial={
            "what": activity.what,
            "length": activity.minutes,
            "pax": activity.pax,
            "way": activity.mode,
            "done_on": activity.done_on,
            "version": activity.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                by=request.viewer,
                activity=activity,
                seen=form.cleaned_data["version"],
                **form.changes_to(activity.what),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Endringen er lagret."))
            return redirect("activities:mine")
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/change.html", {"form": form}, status=status)


@holding(Role.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Delete what one logged, after a question."""
    activity = get_object_or_404(permissions.own(request.viewer), key=key)
    if not permissions.may_change(request.viewer, activity):
        raise Http404
    form = RemovalForm(sent(request), initial={"version": activity.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove(by=request.viewer, activity=activity, seen=form.cleaned_data["version"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("activities:removed", activity.key)
    context = {"form": form, "activity": activity, "back": reverse("activities:mine")}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/removal.html", context, status=status)
