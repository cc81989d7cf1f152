"""What the views of the room have in common."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from storstua.imports import permissions, queries
from storstua.organisations.request import OrganisationRequest
from storstua.ui.words import put_in


def file_of(request: OrganisationRequest, key: UUID) -> queries.File:
    """The import of an address; 404 when it is not there or not the viewer's to see."""
    file = permissions.readable(request.viewer).filter(key=key).first()
    if file is None:
        raise Http404
    return file


def ask(request: OrganisationRequest) -> None:
    """Refuse those whose role does not reach the whole organisation."""
    if not permissions.subjects(request.viewer):
        raise PermissionDenied


def attachment(request: OrganisationRequest, content: bytes, name: str) -> HttpResponse:
    """A CSV file to keep, with the organisation's word put in."""
    language = get_language() or "nb"
    text = put_in(content.decode(), request.facts.words.get(language, {}), language)
    answer = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
