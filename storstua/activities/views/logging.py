"""Logging in three taps, the receipt, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from storstua.activities import actions, permissions, queries
from storstua.activities.choices import What
from storstua.activities.forms import LogForm
from storstua.activities.forms.logging import WHATS, band_of
from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import actions as supporters
from storstua.supporters import queries as find_supporters

LOGGED = {
    What.VISIT: gettext_lazy("Besøket er registrert."),
    What.SUPPORT_GROUP: gettext_lazy("Samtalegruppen er registrert."),
    What.ACTIVITY_GROUP: gettext_lazy("Aktivitetsgruppen er registrert."),
    What.GET_TOGETHER: gettext_lazy("Sammenkomsten er registrert."),
    What.COURSE_DAY: gettext_lazy("Kursdagen er registrert."),
    What.OTHER: gettext_lazy("Aktiviteten er registrert."),
}
TALK_LOGGED = gettext_lazy("Samtalen er registrert.")


@holding(Role.SUPPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: OrganisationRequest) -> HttpResponse:
    """Log a talk, a visit or a gathering; a gathering takes a second step with two numbers."""
    if request.method != "POST":
        return _empty_log(request)
    form = LogForm(request.POST)
    if form.is_valid() and form.asks_more:
        return render(request, "activities/log.html", {"form": LogForm(initial=form.second_step())})
    if form.is_valid():
        try:
            activity = actions.log(
                by=request.viewer,
                organisation=request.organisation,
                supporter_ids=_oneself(request.viewer),
                **form.values(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if "chat" in request.POST:
                _ask_for_a_chat(request)
            return redirect("activities:receipt", activity.key)
    return render(request, "activities/log.html", {"form": form}, status=422)


def _empty_log(request: OrganisationRequest) -> HttpResponse:
    """The form filled in with what was usual, or with the talk that the address names."""
    what, minutes = queries.usual(request.viewer)
    partners = queries.partners(request.viewer)
    asked = request.GET.get("samtale", "")
    partner = next((each for each in partners if str(each.key) == asked), None)
    is_written = partner is not None and partner.is_written
    wished = What.WRITING.value if is_written else request.GET.get("hva", "")
    initial = {
        "what": wished if wished in dict(WHATS) else what.value,
        "minutes": band_of(minutes),
        "done_on": partner.last_on if partner and is_written else clock.today(),
    }
    context = {"form": LogForm(initial=initial), "partners": partners, "partner": partner}
    return render(request, "activities/log.html", context)


def _oneself(viewer: Viewer) -> list[int]:
    supporter = queries.own_supporter(viewer)
    return [supporter.id] if supporter else []


def _ask_for_a_chat(request: OrganisationRequest) -> None:
    supporter = find_supporters.for_person(request.viewer.person_id)
    if supporter:
        supporters.ask_for_help(by=request.viewer, supporter=supporter)
        messages.success(request, _("Koordinatoren får beskjed om at du ønsker en prat."))


@holding(Role.SUPPORTER)
@require_http_methods(["GET", "HEAD"])
def receipt(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """What was just logged, with one press to take it back and one to log another."""
    activity = get_object_or_404(permissions.own(request.viewer), key=key)
    said = LOGGED.get(activity.what, TALK_LOGGED)
    return render(request, "activities/receipt.html", {"activity": activity, "said": said})


@holding(Role.SUPPORTER)
@require_POST
def undoing(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Take back what was logged in the last ten minutes."""
    activity = get_object_or_404(permissions.own(request.viewer), key=key)
    try:
        actions.undo(by=request.viewer, activity=activity)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("activities:mine")
    messages.success(request, _("Registreringen er angret."))
    return redirect("activities:log")
