"""What a coordinator records about a supporter, one page for each thing."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import actions, permissions
from storstua.supporters.forms import (
    AppointmentForm,
    EndForm,
    RestForm,
)
from storstua.supporters.queries import Supporter
from storstua.ui.forms import Form

METHODS = ["GET", "HEAD", "POST"]


def found(request: OrganisationRequest, key: UUID) -> Supporter:
    """The supporter at this address, if the viewer may read them; else 404."""
    rows = permissions.readable_records(request.viewer).select_related(
        "person", "profile", "branch"
    )
    return get_object_or_404(rows, key=key)


def kept(request: OrganisationRequest, key: UUID) -> Supporter:
    """The supporter at this address, if the viewer keeps their record; else 404.

    Who reads records, as the board does, is not thereby let in to how people are reached.
    """
    supporter = found(request, key)
    if not permissions.may_keep(request.viewer, supporter):
        raise Http404
    return supporter


def step[F: Form](
    request: OrganisationRequest,
    supporter: Supporter,
    form: F,
    act: Callable[[F], object],
    texts: dict[str, str],
) -> HttpResponse:
    """One form about one supporter: done, it leads back to their page with a message.

    `texts` holds heading, submit, done and, if wanted, lead.
    """
    if form.is_valid():
        try:
            act(form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, texts["done"])
            return redirect("supporters:person", supporter.key)
    context = {"form": form, "row": supporter, "lead": "", **texts}
    status = 422 if form.errors else 200
    return render(request, "supporters/step.html", context, status=status)


@holding(Role.COORDINATOR, Role.BOARD_MEMBER)
@never_cache
@require_http_methods(METHODS)
def appointment(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Record the decision to appoint, with date and minute number."""
    supporter, policy = found(request, key), request.facts.policy
    form = AppointmentForm(
        sent(request),
        policy=policy,
        initial={"from_on": clock.today()},
    )
    return step(
        request,
        supporter,
        form,
        lambda form: actions.appoint(by=request.viewer, supporter=supporter, **form.cleaned_data),
        {
            "heading": _("Skriv inn oppnevningen"),
            "lead": _(
                "%(who)s oppnevner. Arbeidet begynner når taushetserklæringen er underskrevet."
            )
            % {"who": policy.who_appoints},
            "submit": _("Lagre oppnevningen"),
            "done": _("Oppnevningen er skrevet inn."),
        },
    )


@holding(Role.COORDINATOR, Role.BOARD_MEMBER)
@never_cache
@require_http_methods(METHODS)
def end(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """End the appointment with a last day."""
    supporter = found(request, key)
    form = EndForm(sent(request), initial={"last_on": clock.today()})
    return step(
        request,
        supporter,
        form,
        lambda form: actions.end_appointment(
            by=request.viewer, supporter=supporter, last_on=form.cleaned_data["last_on"]
        ),
        {
            "heading": _("Avslutt oppnevningen"),
            "lead": _(
                "Etter siste dag kan ingen spørre, og profilen vises ikke. Rollen er slutt, og "
                "samtaler som er åpne, går tilbake til koordinatoren. Taushetsplikten varer."
            ),
            "submit": _("Avslutt oppnevningen"),
            "done": _("Oppnevningen er avsluttet."),
        },
    )


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def rest(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Give a supporter a pause on their behalf."""
    supporter = found(request, key)
    form = RestForm(sent(request))
    return step(
        request,
        supporter,
        form,
        lambda form: actions.pause(
            by=request.viewer, supporter=supporter, until_on=form.until_on(clock.today())
        ),
        {
            "heading": _("Pause for %(name)s") % {"name": supporter.person.given_name},
            "lead": _("Pausen gjelder med en gang."),
            "submit": _("Start pausen"),
            "done": _("Pausen gjelder fra nå."),
        },
    )


@holding(Role.COORDINATOR)
@require_POST
def rested(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """End a supporter's pause on their behalf."""
    supporter = found(request, key)
    return _at_once(
        request,
        supporter,
        lambda: actions.resume(by=request.viewer, supporter=supporter),
        _("Pausen er over."),
    )


@holding(Role.COORDINATOR)
@require_POST
def marks(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Take the marks away after having looked at them."""
    supporter = found(request, key)
    return _at_once(
        request,
        supporter,
        lambda: actions.clear_marks(by=request.viewer, supporter=supporter),
        _("Merkene er fjernet."),
    )


def _at_once(
    request: OrganisationRequest, supporter: Supporter, act: Callable[[], object], done: str
) -> HttpResponse:
    """A button without a form: do it and go back; a refusal becomes the message."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, done)
    return redirect("supporters:person", supporter.key)
