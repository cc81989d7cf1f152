"""The limit: the same rows as two of our pages, shown with as little as possible.

No page of the product leads here; `storstua bench pages` runs these views behind the middleware
that every Django site has.
"""

from collections.abc import Callable
from html import escape

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path

from storstua.operations.bench import limit_rows, replaying
from storstua.operations.bench.limit_rows import PersonRow, RequestRow

FRAME = (
    '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>{title}</title>'
    "</head><body><main><h1>{title}</h1>{rows}</main></body></html>"
)


def _person(row: PersonRow) -> str:
    free = "Har plass til en ny samtale" if row.has_free_place else "Har ikke ledig plass nå"
    return (
        f'<li><article class="ds-card person"><h2><a class="ds-link" href="{row.address}">'
        f"{escape(row.name)}</a></h2><span>{escape(', '.join(row.areas))}</span>"
        f"<p>{escape(row.story or ', '.join(row.ways))}</p><p>{free}</p></article></li>"
    )


def _request(row: RequestRow) -> str:
    return (
        f'<tr><th scope="row"><a class="ds-link" href="{row.address}">'
        f"{row.received_at:%d.%m.%Y %H.%M}</a></th><td>{row.promised_on:%d.%m.%Y}</td>"
        f"<td>{escape(row.area or '')}{' under 18' if row.is_minor else ''}</td>"
        f"<td>{escape(', '.join(row.ways))}</td><td>{escape(row.county)}</td>"
        f"<td>{row.asks_count}</td></tr>"
    )


def raw_directory(request: HttpRequest) -> HttpResponse:
    """The directory as rows and f-strings."""
    people = "".join(_person(row) for row in limit_rows.directory())
    return HttpResponse(FRAME.format(title="Likepersoner", rows=f"<ul>{people}</ul>"))


def raw_queue(request: HttpRequest) -> HttpResponse:
    """The queue as rows and f-strings, for someone signed in."""
    rows = "".join(_request(row) for row in limit_rows.queue())
    return HttpResponse(FRAME.format(title="Forespørsler", rows=f"<table>{rows}</table>"))


def template_directory(request: HttpRequest) -> HttpResponse:
    """The directory as rows and a Django template."""
    context = {"rows": limit_rows.directory()}
    return render(request, "operations/limit_directory.html", context)


def template_queue(request: HttpRequest) -> HttpResponse:
    """The queue as rows and a Django template, for someone signed in."""
    context = {"rows": limit_rows.queue()}
    return render(request, "operations/limit_queue.html", context)


def for_someone(
    view: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The view behind the least of a door: a session and its account."""

    def looked_up(request: HttpRequest) -> HttpResponseBase:
        return view(request) if request.user.is_authenticated else HttpResponse(status=403)

    return looked_up


urlpatterns = [
    path("raw/directory/", raw_directory),
    path("raw/queue/", for_someone(raw_queue)),
    path("template/directory/", template_directory),
    path("template/queue/", for_someone(template_queue)),
    path("raw/page/", replaying.raw),
    path("template/page/", replaying.template),
]
