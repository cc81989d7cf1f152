"""Pages at the root of the installation: which organisations are here, and is all well."""

from datetime import timedelta

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storstua.base import clock
from storstua.base.doors import open_to_all
from storstua.base.request import Request
from storstua.organisations.queries import listed
from storstua.outbox import queries as outbox

CLOSED_TO_CRAWLERS = ("/b/", "/konto/", "/logg-inn/", "/invitasjon/", "/passord/", "/demo/")
# The beginnings of what is not open to all in an organisation, and of what a person says there.
WORK_AREAS = (
    *("i-dag", "arbeid", "foresporsler", "nodapning", "samtaler", "sporsmal", "aktiviteter"),
    *("registrer", "telefon", "min-logg", "min-profil", "pause", "mine-opplysninger", "rolle"),
    *("rapporter", "hent-inn", "innstillinger", "roller", "varsler", "samtale/be-om"),
)


@open_to_all
@require_safe
def installation(request: Request) -> HttpResponse:
    """The organisations that wish to stand on the installation's front page."""
    return render(request, "home/installation.html", {"organisations": listed()})


@open_to_all
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 and a short JSON when web, database and worker are well; no figures about people."""
    parts = {"web": True, "database": True, "worker": True}
    try:
        parts["worker"] = outbox.worker_is_alive()
    except OperationalError:
        parts["database"] = parts["worker"] = False
    well = all(parts.values())
    answer = {name: "ok" if good else "down" for name, good in parts.items()}
    return JsonResponse({"status": "ok" if well else "down", **answer}, status=200 if well else 503)


@open_to_all
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may read what is public; work and seeker areas are closed to them, whether an
    organisation has a path of its own or a host."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED_TO_CRAWLERS),
        *(f"Disallow: {start}/{path}/" for path in WORK_AREAS for start in ("", "/*")),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_to_all
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a hole (RFC 9116)."""
    expires = clock.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: nb, nn, en, de",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
