"""The setting of who decides: who appoints, and who is the second where something takes two."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations import actions
from storstua.organisations.request import OrganisationRequest
from storstua.roles import queries
from storstua.roles.forms import DecidingForm


@holding(Role.ORGANISATION_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def deciding(request: OrganisationRequest) -> HttpResponse:
    """Choose who appoints, and who is the second person."""
    policy = request.facts.policy
    people = queries.people_with(request.organisation.id, Role.COORDINATOR, Role.BOARD_MEMBER)
    form = DecidingForm(
        sent(request),
        people=people,
        initial={
            "appointer": policy.appointer,
            "named": str(policy.named_appointer_key or ""),
            "second_person": policy.second_person,
            "version": policy.version,
        },
    )
    if form.is_valid():
        try:
            actions.set_policy(
                by=request.viewer,
                organisation=request.organisation,
                seen=form.cleaned_data["version"],
                **form.policy_values(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Det er lagret."))
            return redirect("organisations:settings")
    status = 422 if form.is_bound else 200
    return render(request, "roles/deciding.html", {"form": form}, status=status)
