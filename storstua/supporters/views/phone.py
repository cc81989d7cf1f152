"""A supporter's own telephone: let it be remembered, and take a pause with it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from storstua.base import clock
from storstua.base.doors import holding, remembered_phone
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.people import actions as people
from storstua.people import queries as find_people
from storstua.people import remembered_phone as cookie
from storstua.people.browsers import browser_words
from storstua.supporters import actions, queries
from storstua.supporters.forms import PauseForm
from storstua.supporters.views.keeping import METHODS


@holding(Role.SUPPORTER)
@never_cache
@require_http_methods(METHODS)
def phone(request: OrganisationRequest) -> HttpResponse:
    """Let this telephone be remembered for 90 days, or forget it."""
    by, known = request.viewer, cookie.looked_up(request)
    ends_at = find_people.phone_ends_at(known, by.person_id) if known else None
    if request.method != "POST":
        return render(request, "supporters/phone.html", {"ends_at": ends_at})
    response = HttpResponseRedirect(reverse("supporters:phone"))
    if ends_at:
        person = find_people.by_account(by.account_id, by.organisation_id)
        if person:
            people.forget_phones(by=by, person=person, only=known)
        cookie.take_away(response)
    else:
        words = browser_words(request.headers.get("User-Agent", ""))
        cookie.put(response, people.remember_phone(by=by, browser=words))
    return response


@remembered_phone
@never_cache
@require_http_methods(METHODS)
def pause(request: OrganisationRequest) -> HttpResponse:
    """Take a pause at once. Whether there is one already is not shown."""
    form = PauseForm(sent(request), has_talks=False)
    if form.is_valid():
        by = request.phone_viewer
        row = queries.for_person(by.person_id)
        try:
            if row:
                actions.pause(by=by, supporter=row, until_on=form.until_on(clock.today()))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("supporters:phone_paused")
    status = 422 if form.errors else 200
    return render(request, "supporters/phone_pause.html", {"form": form}, status=status)


@remembered_phone
@never_cache
@require_safe
def paused(request: OrganisationRequest) -> HttpResponse:
    """That the pause has begun, in one sentence that is the same for all."""
    return render(request, "supporters/phone_paused.html", {})
