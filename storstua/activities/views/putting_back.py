"""What was just deleted from the log, with one press to put it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storstua.activities import actions, permissions
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest


@holding(Role.SUPPORTER, *permissions.KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def removed(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """That it is deleted; for ten minutes it can be put back."""
    found = get_object_or_404(permissions.lately_removed(request.viewer), key=key)
    keeps = permissions.may_keep(request.viewer, found)
    back = reverse("activities:list" if keeps else "activities:mine")
    if request.method == "POST":
        try:
            actions.restore(by=request.viewer, activity=found)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Det er tilbake i loggen."))
        return redirect(back)
    return render(request, "activities/removed.html", {"activity": found, "back": back})
