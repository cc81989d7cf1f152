"""Finds the acting organisation in the address: `/<slug>/…` or a host of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix

from storstua.organisations import queries
from storstua.organisations.models import Organisation
from storstua.organisations.slugs import RESERVED

type Handler = Callable[[HttpRequest], HttpResponseBase]

INSIDE = "storstua.config.organisation_urls"


class OrganisationFromAddress:
    """Sets `request.organisation`, and makes addresses inside it relative to its own root."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request inside the organisation its address names, or outside any."""
        request.organisation = None  # type: ignore[attr-defined]
        before = get_script_prefix()
        slug, slash, rest = request.path_info.removeprefix("/").partition("/")
        own_host = queries.by_host(request.get_host().partition(":")[0])
        if own_host:
            if slug not in RESERVED:
                self._enter(request, own_host, before, request.path_info)
        elif organisation := queries.by_slug(slug) if slug else queries.the_only_one():
            if slug and not slash:
                return HttpResponsePermanentRedirect(f"{before}{slug}/")
            self._enter(request, organisation, f"{before}{organisation.slug}/", f"/{rest}")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)

    @staticmethod
    def _enter(request: HttpRequest, organisation: Organisation, prefix: str, path: str) -> None:
        request.organisation = organisation  # type: ignore[attr-defined]
        request.facts = queries.facts_of(organisation)  # type: ignore[attr-defined]
        request.urlconf = INSIDE
        request.path_info = path
        set_script_prefix(prefix)
