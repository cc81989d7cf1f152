"""Finds the acting organisation in the address: `/<slug>/…` or a host of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix

from storstua.organisations import queries
from storstua.organisations.models import Organisation
from storstua.organisations.slugs import RESERVED

type Handler = Callable[[HttpRequest], HttpResponseBase]

INSIDE = "storstua.config.organisation_urls"
SEEKER_AREA = "b"
# Where a session keeps whom receipt words belong to: {"organisation": id, "person": id}.
RECEIPT = "receipt"


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
