"""The log as those who keep it see it: the list, one activity, putting right, doubles."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storstua.activities import actions, permissions, queries
from storstua.activities.forms import CorrectionForm, ListFilter, MergingForm, RemovalForm
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.organisations.request import OrganisationRequest


@holding(*permissions.SEE_ALL)
@require_safe
def listing(request: OrganisationRequest) -> HttpResponse:
    """The activities of a span of time, filtered and sorted by the address."""
    people = queries.supporters_seen_by(request.viewer)
    chosen = ListFilter(
        request.GET,
        years=request.facts.policy.keep_activities_years,
        people=people,
        branches=queries.branches_of_people(people),
    )
    wish = chosen.wish(request.GET.get("sorter", ""))
    rows = permissions.readable(request.viewer)
    page, lines = queries.page_of(rows, wish, request.GET.get("side"), people)
    context = {
        "filter": chosen,
        "page": page,
        "lines": lines,
        "shows_why": wish.result is not None,
        "may_keep": request.viewer.holds(*permissions.KEEP),
    }
    return render(request, "activities/list.html", context)


@holding(*permissions.SEE_ALL)
@require_safe
def activity(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """One activity: what is said of it, whether it counts and why, what was changed."""
    rows = queries.with_facts(permissions.readable(request.viewer))
    found = get_object_or_404(rows, key=key)
    fact, changes = queries.fact_in(found), queries.changes_of(found)
    people, terms = queries.supporters_with_terms(
        request.organisation.id, {*fact.named, *queries.supporters_in(changes)}
    )
    judged = queries.judged_fact(fact, terms)
    context = {
        "activity": found,
        "fact": fact,
        "names": queries.names_of(fact.named, people),
        "verdict": queries.verdict_words(judged.verdict),
        "reasons": queries.sentences(judged.verdict),
        "ruleset": judged.ruleset_id,
        "history": queries.history(changes, people),
        "may_keep": permissions.may_keep(request.viewer, found),
    }
    return render(request, "activities/activity.html", context)


@holding(*permissions.KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def addition(request: OrganisationRequest) -> HttpResponse:
    """Log an activity for others, as from a form on paper."""
    form = CorrectionForm(
        sent(request),
        people=queries.supporters_to_choose(request.viewer),
        branches=queries.branches_of(request.viewer),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.log(
                by=request.viewer,
                organisation=request.organisation,
                supporter_ids=form.supporter_ids(),
                **form.values(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Aktiviteten er registrert."))
            return redirect("activities:activity", made.key)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "heading": _("Ny aktivitet"), "back": reverse("activities:list")}
    return render(request, "activities/correction.html", context, status=status)


@holding(*permissions.KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Put right anything that is said of an activity."""
    rows = queries.with_facts(permissions.readable(request.viewer))
    found = get_object_or_404(rows, key=key)
    if not permissions.may_keep(request.viewer, found) or found.is_month_count:
        raise Http404
    fact = queries.fact_in(found)
    form = CorrectionForm(
        sent(request),
        people=queries.supporters_to_choose(request.viewer, fact.named),
        branches=queries.branches_of(request.viewer),
        fact=fact,
        version=found.version,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                by=request.viewer,
                activity=found,
                seen=form.cleaned_data["version"],
                supporter_ids=form.supporter_ids(),
                **form.values(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Endringen er lagret."))
            return redirect("activities:activity", found.key)
    back = reverse("activities:activity", args=[key])
    context = {"form": form, "heading": _("Endre aktiviteten"), "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/correction.html", context, status=status)


@holding(*permissions.KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Delete an activity, after a question."""
    found = get_object_or_404(permissions.readable(request.viewer), key=key)
    form = RemovalForm(sent(request), initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove(by=request.viewer, activity=found, seen=form.cleaned_data["version"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("activities:removed", found.key)
    back = reverse("activities:activity", args=[key])
    context = {"form": form, "activity": found, "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/removal.html", context, status=status)


@holding(*permissions.KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Choose which other row is the same event; it stays in the log and counts no longer."""
    found = get_object_or_404(permissions.readable(request.viewer), key=key)
    people = queries.supporters_of(request.organisation.id)
    doubles = queries.doubles_of(request.viewer, found)
    form = MergingForm(sent(request), doubles=doubles, people=people)
    if request.method == "POST" and form.is_valid():
        double = get_object_or_404(
            permissions.readable(request.viewer), key=form.cleaned_data["double"]
        )
        try:
            actions.merge(by=request.viewer, kept=found, double=double)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Den andre er merket som registrert fra før."))
            return redirect("activities:activity", found.key)
    context = {"form": form, "activity": found, "doubles": doubles}
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/merging.html", context, status=status)
