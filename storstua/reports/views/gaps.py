"""Where supporters are missing: who waits, and who can be asked, area by area."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.roles import Role
from storstua.matching import permissions as matching
from storstua.matching.queries import waiting_by_area
from storstua.organisations.request import OrganisationRequest
from storstua.reports import gaps as tables
from storstua.reports.gaps import Link, Links
from storstua.supporters import permissions as supporters
from storstua.supporters.queries import gaps as coverage


@holding(Role.COORDINATOR, Role.BOARD_MEMBER)
@never_cache
@require_safe
def gaps(request: OrganisationRequest) -> HttpResponse:
    """Who waits where nobody can be asked, and the supporters of every area."""
    facts, viewer = request.facts, request.viewer
    found = coverage(supporters.readable_records(viewer), facts.areas, clock.today(), facts.policy)
    waiting = waiting_by_area(request.organisation.id)
    links = Links(
        supporters=_link("supporters:list"),
        requests=_link("matching:queue")
        if matching.may_coordinate(viewer, viewer.organisation_id)
        else lambda _query: "",
    )
    context = {
        "empty": tables.empty(facts, found, waiting, links),
        "areas": tables.by_area(facts, found, waiting, links),
        "across": tables.across(found, links),
    }
    return render(request, "reports/gaps.html", context)


def _link(name: str) -> Link:
    address = reverse(name)

    def to_rows(query: Mapping[str, str]) -> str:
        return f"{address}?{urlencode(query)}"

    return to_rows
