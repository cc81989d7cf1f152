"""Pages of notices: how one wishes to be told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storstua.base.doors import holding
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.notices import actions, queries
from storstua.notices.choices import Kind, When
from storstua.notices.forms import OneForm, PreferencesForm
from storstua.organisations.request import OrganisationRequest

PAGE = 30
PUT_ASIDE = "lagt-bort"
WORKERS = tuple(role for role in Role if role not in {Role.VISITOR, Role.SEEKER})
KINDS: dict[Role, tuple[Kind, ...]] = {
    Role.SUPPORTER: (Kind.ASK, Kind.ANSWER, Kind.MESSAGE, Kind.DECLARATION),
    Role.COORDINATOR: (Kind.REQUEST, Kind.ANSWER, Kind.OVERDUE, Kind.SUPPORT),
    Role.BOARD_MEMBER: (Kind.SECOND, Kind.ANSWER),
    Role.ORGANISATION_ADMINISTRATOR: (Kind.SECOND, Kind.ANSWER, Kind.DELETION),
}


def kinds_for(viewer: Viewer) -> tuple[Kind, ...]:
    """The kinds of notices that come to any of the viewer's roles."""
    wanted = {kind for role in viewer.roles for kind in KINDS.get(role, ())}
    return tuple(kind for kind in Kind if kind in wanted)


@holding(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: OrganisationRequest) -> HttpResponse:
    """What one was told, newest first; one or all can be put aside, and taken out again."""
    shows_aside = request.GET.get("vis") == PUT_ASIDE
    if request.method == "POST":
        return _sorted_out(request, shows_aside=shows_aside)
    rows = queries.listed(request.viewer, put_aside=shows_aside)
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    return render(request, "notices/list.html", {"page": page, "shows_aside": shows_aside})


def _sorted_out(request: OrganisationRequest, *, shows_aside: bool) -> HttpResponse:
    form = OneForm(request.POST)
    if not form.is_valid():
        return redirect("notices:list")
    if key := form.cleaned_data["take_out"]:
        actions.take_out(by=request.viewer, key=key)
        messages.success(request, _("Varselet er tatt fram igjen."))
    elif key := form.cleaned_data["put_aside"]:
        actions.put_one_aside(by=request.viewer, key=key)
        messages.success(request, _("Varselet er lagt bort."))
    else:
        actions.put_aside(by=request.viewer)
        messages.success(request, _("Varslene er lagt bort."))
    return redirect(reverse("notices:list") + (f"?vis={PUT_ASIDE}" if shows_aside else ""))


@holding(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: OrganisationRequest) -> HttpResponse:
    """Choose for each kind of notice: none, at once, or once a day."""
    kinds = kinds_for(request.viewer)
    kept = queries.preferences_of(request.viewer.person_id)
    form = PreferencesForm(sent(request), kinds=kinds, initial=kept)
    if form.is_valid():
        chosen = {Kind(kind): When(when) for kind, when in form.cleaned_data.items()}
        actions.prefer_all(by=request.viewer, chosen=chosen)
        messages.success(request, _("Varslene er lagret."))
        return redirect("notices:preferences")
    status = 422 if form.is_bound else 200
    return render(request, "notices/preferences.html", {"form": form}, status=status)
