"""Choosing language and look, and the gallery of all parts."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import check_for_language

from storstua.base.doors import open_to_all
from storstua.ui import preferences
from storstua.ui.addresses import safe_next
from storstua.ui.gallery import PAGES, context_of


@open_to_all
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in `til` in this browser, then go back to `neste`."""
    response = HttpResponseRedirect(safe_next(request, request.GET.get("neste", "")))
    chosen = request.GET.get("til", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        preferences.keep_language(response, chosen)
    return response


@open_to_all
def look(request: HttpRequest) -> HttpResponse:
    """Keep the colours in `farger` and the letters in `tekst`, then go back to `neste`."""
    response = HttpResponseRedirect(safe_next(request, request.GET.get("neste", "")))
    if colours := preferences.SCHEMES.get(request.GET.get("farger", "")):
        preferences.keep(request, response, "scheme", colours)
    if letters := preferences.SIZES.get(request.GET.get("tekst", "")):
        preferences.keep(request, response, "text_size", letters)
    return response


@open_to_all
def gallery(request: HttpRequest, page: str = "index") -> HttpResponse:
    """All parts, or one example page; only where the product is developed or shown."""
    shown = settings.DEBUG or settings.STORSTUA_DEMO
    if not shown or page not in PAGES:
        raise Http404
    context = context_of(page, request)
    status = 422 if context.get("has_errors") else 200
    return render(request, f"ui/gallery/{page}.html", context, status=status)
