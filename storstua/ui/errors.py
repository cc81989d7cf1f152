"""Calm pages for when something is not as it should be."""

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from storstua.ui.menus import NATIONAL_HELP_LINES
from storstua.ui.preferences import chosen_scheme, chosen_text_size

SEEKER_AREA = "/b/"
UNSEEN = ("csrfmiddlewaretoken", "once", "version")


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


def page(request: HttpRequest, status: int, says: ErrorPage | None = None) -> HttpResponse:
    """The page for an error status; in the seeker's area it looks like the rest of that area."""
    base = "ui/seeker.html" if request.path.startswith(SEEKER_AREA) else "ui/public.html"
    context = {"base_page": base, "error": says or PAGES[status], "has_errors": True}
    return render(request, "ui/error.html", context, status=status)


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


def kept_texts(request: HttpRequest) -> list[str]:
    """The sentences a person had written in a form, so that they are not lost."""
    fields = (name for name in request.POST if name not in UNSEEN and "password" not in name)
    texts = (text.strip() for name in fields for text in request.POST.getlist(name))
    return [text for text in texts if len(text.split()) > 2]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form has lost its proof; shows what was written in it."""
    base = "ui/seeker.html" if request.path.startswith(SEEKER_AREA) else "ui/public.html"
    context = {
        "base_page": base,
        "error": TOO_OLD,
        "has_errors": True,
        "kept": kept_texts(request),
        "again_url": request.path,
    }
    response = render(request, "ui/error.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _alone(request: HttpRequest, status: int) -> HttpResponse:
    context = {
        "error": PAGES[status],
        "has_errors": True,
        "help_lines": NATIONAL_HELP_LINES,
        "scheme": chosen_scheme(request),
        "text_size": chosen_text_size(request),
    }
    return HttpResponse(render_to_string("ui/broken.html", context), status=status)


def broken(request: HttpRequest) -> HttpResponse:
    """500: asks nothing of the database, since that may be what is broken."""
    return _alone(request, 500)


def closed(request: HttpRequest) -> HttpResponse:
    """503: closed for a while."""
    return _alone(request, 503)
