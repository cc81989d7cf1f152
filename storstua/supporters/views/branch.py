"""One branch among the settings: here, since what lies in it is known here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations import permissions as of_organisation
from storstua.organisations.models import Branch, Level
from storstua.organisations.queries import may_lie_under
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import actions, queries, wording
from storstua.supporters.forms import BranchChangeForm
from storstua.supporters.views.keeping import METHODS
from storstua.ui.menus import MenuItem


@holding(Role.ORGANISATION_ADMINISTRATOR)
@never_cache
@require_http_methods(METHODS)
def branch(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Rename a branch, move it, close it or open it again; says first what lies in it."""
    branches = list(of_organisation.readable_branches(request.viewer).order_by("name", "id"))
    row = next((each for each in branches if each.key == key), None)
    if row is None:
        raise Http404
    above = {str(each.id): each for each in may_lie_under(row, branches)}
    form = BranchChangeForm(sent(request), branches=above.values(), initial=_kept(row))
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_branch(
                by=request.viewer,
                branch=row,
                seen=said["version"],
                name=said["name"],
                level=Level(said["level"]),
                county=said["county"],
                parent=above.get(said["parent"]),
                is_open=said["is_open"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Laget er lagret."))
            return redirect("organisations:branches")
    context = {"form": form, "row": row, "there": _there(request, row)}
    status = 422 if form.errors else 200
    return render(request, "supporters/branch.html", context, status=status)


def _kept(row: Branch) -> dict[str, Any]:
    names = ("version", "name", "level", "county", "is_open")
    return {name: getattr(row, name) for name in names} | {"parent": str(row.parent_id or "")}


def _there(request: OrganisationRequest, row: Branch) -> list[MenuItem]:
    """What lies in the branch, each with the way to it; without one for what is another's work."""
    may_see_list = request.viewer.holds(Role.COORDINATOR, Role.BOARD_MEMBER)
    supporters = f"{reverse('supporters:list')}?lag={row.id}" if may_see_list else ""
    ways = {"supporters": supporters, "branches": reverse("organisations:branches")}
    return [
        MenuItem(wording.counted(what, count), ways.get(what, reverse("roles:list")))
        for what, count in queries.lies_in(row, clock.today()).items()
    ]
