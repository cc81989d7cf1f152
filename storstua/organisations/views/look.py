"""The organisation's own style sheet and picture."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from storstua.base.doors import open_to_all
from storstua.organisations import queries
from storstua.organisations.request import OrganisationRequest
from storstua.ui.theme import theme_css, theme_mark

A_YEAR = "public, max-age=31536000, immutable"


@open_to_all
@require_safe
def theme(request: OrganisationRequest, mark: str) -> HttpResponse:
    """The style sheet with the organisation's colour; its address changes with it."""
    if mark != theme_mark(request.organisation.colour):
        raise Http404
    response = HttpResponse(theme_css(request.organisation.colour), content_type="text/css")
    response["Cache-Control"] = A_YEAR
    return response


@open_to_all
@require_safe
def logo(request: OrganisationRequest) -> HttpResponse:
    """The organisation's picture."""
    found = queries.logo_of(request.organisation)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.png), content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response
