"""Finds the acting organisation in the address: `/<slug>/…` or a host of its own."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix

from storstua.base.session_keys import RECEIPT
from storstua.organisations import queries
from storstua.organisations.models import Organisation
from storstua.organisations.slugs import RESERVED

type Handler = Callable[[HttpRequest], HttpResponseBase]

INSIDE = "storstua.config.organisation_urls"
SEEKER_AREA = "b"


def _is_inside(path: str) -> bool:
    """True when a page of an organisation stands at this path."""
    try:
        resolve(path, INSIDE)
    except Resolver404:
        return False
    return True


def _without_slug(request: HttpRequest, path: str) -> HttpResponseRedirect:
    """On its own host an organisation's pages are at the root; a link with the slug leads there."""
    query = request.META.get("QUERY_STRING", "")
    address = f"{path}?{query}" if query else path
    return HttpResponseRedirect(address, preserve_request=True)


class OrganisationFromAddress:
    """Sets `request.organisation`, and makes addresses inside it relative to its own root."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request inside the organisation its address names, or outside any."""
        request.organisation = None  # type: ignore[attr-defined]
        before = get_script_prefix()
        slug, slash, rest = request.path_info.removeprefix("/").partition("/")
        host = request.get_host().partition(":")[0]
        organisation = None if slug in RESERVED else queries.by_address(host, slug)
        if organisation is None and not slug:
            organisation = queries.the_only_one()
        if organisation and organisation.host == host:
            if slug == organisation.slug and not _is_inside(request.path_info):
                return _without_slug(request, f"{before}{rest}")
            self._enter(request, organisation, before, request.path_info)
        elif organisation and slug and not slash:
            return HttpResponsePermanentRedirect(f"{before}{slug}/")
        elif organisation:
            self._enter(request, organisation, f"{before}{organisation.slug}/", f"/{rest}")
        elif slug == SEEKER_AREA and RECEIPT in request.session:
            self._follow_receipt(request)
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)

    @staticmethod
    def _follow_receipt(request: HttpRequest) -> None:
        """In the seeker's area the words say which organisation; the address stays neutral."""
        organisation = queries.by_id(request.session[RECEIPT]["organisation"])
        if organisation:
            request.organisation = organisation  # type: ignore[attr-defined]
            request.facts = queries.facts_of(organisation)  # type: ignore[attr-defined]

    @staticmethod
    def _enter(request: HttpRequest, organisation: Organisation, prefix: str, path: str) -> None:
        request.organisation = organisation  # type: ignore[attr-defined]
        request.facts = queries.facts_of(organisation)  # type: ignore[attr-defined]
        request.urlconf = INSIDE
        request.path_info = path
        set_script_prefix(prefix)
