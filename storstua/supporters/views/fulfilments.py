"""What a supporter has fulfilled, as a coordinator records it over what is recorded already."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.base.doors import holding
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import actions, queries
from storstua.supporters.actions import Requirement
from storstua.supporters.forms import ConfirmForm, DayForm
from storstua.supporters.queries import Supporter
from storstua.supporters.views.keeping import METHODS, found, step
from storstua.ui.moments import full_day


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def course(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Record the day of the course; the day that is recorded stands in the form."""
    supporter = found(request, key)
    before = queries.fulfilled_on(supporter, Requirement.COURSE)
    lead = _("Skrevet inn fra før: %(day)s. En ny dato kommer i stedet.")
    return _fulfilment(
        request,
        supporter,
        Requirement.COURSE,
        {
            "heading": _("Når var kurset ferdig?"),
            "lead": lead % {"day": full_day(before)} if before else "",
            "done": _("Kurset er skrevet inn."),
        },
        before,
    )


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def supervision(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Record the day of one more supervision."""
    supporter = found(request, key)
    before = queries.fulfilled_on(supporter, Requirement.SUPERVISION)
    return _fulfilment(
        request,
        supporter,
        Requirement.SUPERVISION,
        {
            "heading": _("Når var veiledningen?"),
            "lead": _("Sist skrevet inn: %(day)s.") % {"day": full_day(before)} if before else "",
            "done": _("Veiledningen er skrevet inn."),
        },
    )


def _fulfilment(
    request: OrganisationRequest,
    supporter: Supporter,
    requirement: Requirement,
    texts: dict[str, str],
    day: date | None = None,
) -> HttpResponse:
    form = DayForm(sent(request), label=_("Dato"), initial={"day": day})
    return step(
        request,
        supporter,
        form,
        lambda form: actions.record_fulfilment(
            by=request.viewer,
            supporter=supporter,
            requirement=requirement,
            on=form.cleaned_data["day"],
        ),
        {"submit": _("Lagre"), **texts},
    )


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def membership(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Record that the supporter is a member, or no longer is."""
    supporter = found(request, key)
    is_member = not supporter.person.is_member
    texts = (
        {"heading": _("Er %(name)s medlem?"), "submit": _("Ja, skriv inn medlemskapet")}
        if is_member
        else {"heading": _("Er %(name)s ikke medlem lenger?"), "submit": _("Avslutt medlemskapet")}
    )
    return step(
        request,
        supporter,
        ConfirmForm(sent(request)),
        lambda _form: actions.record_membership(
            by=request.viewer, supporter=supporter, is_member=is_member
        ),
        {
            "heading": texts["heading"] % {"name": supporter.person.given_name},
            "submit": texts["submit"],
            "done": _("Medlemskapet er lagret."),
        },
    )


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def declaration(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Record a signature that the coordinator has seen on paper."""
    supporter = found(request, key)
    before = queries.declared_on(supporter)
    lead = _("Skriv inn erklæringen når du har sett den underskrevet.")
    if before:
        known = _("Skrevet inn fra før: %(day)s. Den første datoen teller.")
        lead = f"{known % {'day': full_day(before)}} {lead}"
    form = DayForm(sent(request), label=_("Dato på papiret"), initial={"day": before})
    return step(
        request,
        supporter,
        form,
        lambda form: actions.sign_declaration(
            by=request.viewer,
            supporter=supporter,
            signed_on=form.cleaned_data["day"],
            seen_on_paper=True,
        ),
        {
            "heading": _("Har du sett underskriften på papir?"),
            "lead": lead,
            "submit": _("Ja, jeg har sett den"),
            "done": _("Taushetserklæringen er skrevet inn."),
        },
    )
