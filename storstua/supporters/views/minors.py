"""The approval for talks with minors: proposed here, agreed to by another, taken away at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.roles import permissions as roles
from storstua.roles import queries as waiting
from storstua.roles.choices import Matter
from storstua.supporters import actions, permissions, wording
from storstua.supporters.views.keeping import METHODS


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def minors(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Propose the approval, or take it away; what waits is told with who proposed it."""
    rows = permissions.readable_records(request.viewer).select_related("person")
    row = get_object_or_404(rows, key=key)
    if request.method == "POST":
        try:
            if request.POST.get("gjor") == "avslutt":
                actions.end_for_minors(by=request.viewer, supporter=row)
                messages.success(request, _("Godkjenningen er tatt bort."))
            else:
                actions.propose_for_minors(by=request.viewer, supporter=row)
                messages.success(request, _("Foreslått. Det gjelder når en til har sagt ja."))
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        return redirect("supporters:person", key)
    context = {
        "row": row,
        "words": wording.approval_words(row),
        "pending": waiting.pending_for(row.person_id, Matter.MINORS),
        "is_own": permissions.is_own(request.viewer, row),
    }
    return render(request, "supporters/minors.html", context)


@holding(Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)
@require_POST
def agreeing(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Agree as the second; the page of what waits leads here."""
    proposal = get_object_or_404(roles.readable_proposals(request.viewer), key=key)
    try:
        actions.agree_for_minors(by=request.viewer, proposal=proposal)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Godkjent. Det gjelder fra nå."))
    return redirect("roles:list")
