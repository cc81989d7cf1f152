"""Calm pages for when something is not as it should be."""

import sys
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext_lazy as _

from storstua.base.away import is_away
from storstua.ui import typed
from storstua.ui.addresses import root_url
from storstua.ui.menus import NATIONAL_HELP_LINES, MenuItem, entry
from storstua.ui.preferences import chosen_scheme, chosen_text_size

SEEKER_AREA = "/b/"


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says: what is the matter, and what to do now."""

    heading: str | Promise
    text: str | Promise


PAGES = {
    400: ErrorPage(
        _("Vi forstår ikke det som ble sendt"),
        _("Gå tilbake til forrige side, og prøv en gang til."),
    ),
    403: ErrorPage(
        _("Denne siden er ikke åpen for deg"),
        _("Du er logget inn, men siden hører til en annen rolle. Spør den som ga deg tilgang."),
    ),
    404: ErrorPage(
        _("Vi finner ikke siden"),
        _("Den kan være flyttet eller slettet. Se om adressen er riktig skrevet."),
    ),
    405: ErrorPage(
        _("Siden kan ikke åpnes på denne måten"),
        _("Gå tilbake til forrige side, og bruk knappen der."),
    ),
    413: ErrorPage(
        _("Det du sendte, er for stort"),
        _("Velg en mindre fil, eller skriv en kortere tekst. Så prøver du igjen."),
    ),
    429: ErrorPage(
        _("Det gikk litt fort"),
        _("Vi har fått mange forsøk på kort tid. Vent noen minutter, og prøv igjen."),
    ),
    500: ErrorPage(
        _("Noe gikk galt hos oss"),
        _("Det er ikke noe du har gjort. Prøv igjen om noen minutter."),
    ),
    503: ErrorPage(
        _("Vi har stengt en liten stund"),
        _("Vi arbeider på siden. Prøv igjen om noen minutter."),
    ),
}
TOO_OLD = ErrorPage(
    _("Siden har stått åpen for lenge"),
    _("For din trygghet må du åpne den på nytt før du sender."),
)


NOT_FETCHED = ErrorPage(
    _("Vi får ikke hentet siden akkurat nå"),
    _("Det er ikke noe du har gjort. Vent et minutt, og prøv igjen."),
)
NOT_DONE = ErrorPage(
    _("Vi får ikke gjort dette akkurat nå"),
    _("Det er ikke noe du har gjort. Vent et minutt, og prøv igjen."),
)
NOT_SAVED = ErrorPage(
    _("Vi får ikke lagret dette akkurat nå"),
    _("Det er ikke noe du har gjort. Det du sendte, er med under her. Vent litt, og prøv igjen."),
)


def page(request: HttpRequest, status: int, says: ErrorPage | None = None) -> HttpResponse:
    """The page for an error status; in the seeker's area it looks like the rest of that area."""
    base = "ui/seeker.html" if request.path.startswith(SEEKER_AREA) else "ui/public.html"
    context = {"base_page": base, "error": says or PAGES[status], "has_errors": True}
    context |= {"ways_on": _ways_on(request)}
    return render(request, "ui/error.html", context, status=status)


def _ways_on(request: HttpRequest) -> list[MenuItem]:
    """Where to go from a page that leads nowhere: one's own first page, and the front page."""
    if request.path.startswith(SEEKER_AREA):
        own: MenuItem | None = MenuItem(_("Beskjeder"), root_url("matching:home"))
    elif getattr(getattr(request, "viewer", None), "is_signed_in", False):
        # Outside an organisation there is no today's page.
        own = entry(_("I dag"), "home:today") or MenuItem(
            _("Kontoen min"), root_url("people:account")
        )
    else:
        own = None
    return [each for each in (own, MenuItem(_("Til forsiden"), get_script_prefix())) if each]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when too much was sent."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return page(request, 413 if too_much else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this page."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not yours."""
    return page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: too many tries in a short time."""
    return page(request, 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form has lost its proof; shows what was written in it."""
    base = "ui/seeker.html" if request.path.startswith(SEEKER_AREA) else "ui/public.html"
    context = {
        "base_page": base,
        "error": TOO_OLD,
        "has_errors": True,
        "kept": typed.sentences(request),
        "again_url": request.path,
    }
    response = render(request, "ui/error.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _alone(
    request: HttpRequest, status: int, says: ErrorPage | None = None, **more: object
) -> HttpResponse:
    context = {
        "error": says or PAGES[status],
        "has_errors": True,
        "help_lines": NATIONAL_HELP_LINES,
        "scheme": chosen_scheme(request),
        "text_size": chosen_text_size(request),
        **more,
    }
    return HttpResponse(render_to_string("ui/broken.html", context), status=status)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 when what is stored cannot be reached. Asks nothing of the database."""
    return away(request) if is_away(sys.exception()) else _alone(request, 500)


def away(request: HttpRequest) -> HttpResponse:
    """503 while the database is away or the disk is full, with what was written, to send again.

    The proof against forged forms goes back as it came: a form that another site sent would come
    back with none that holds.
    """
    # It may have gone wrong before anyone asked which language this is.
    with translation.override(get_language_from_request(request)):
        sent = typed.fields(request)
        says = NOT_SAVED if sent else NOT_FETCHED if request.method == "GET" else NOT_DONE
        more = {"sent": sent, "kept": typed.sentences(request), "csrf_token": typed.token(request)}
        response = _alone(request, 503, says, again_url=request.get_full_path, **more)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Retry-After"] = "30"
    return response


def closed(request: HttpRequest) -> HttpResponse:
    """503: closed for a while."""
    return _alone(request, 503)
