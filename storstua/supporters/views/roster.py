"""The coordinator's list of supporters."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.roles import Role
from storstua.organisations import permissions as of_organisation
from storstua.organisations.queries import Facts
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import permissions, queries, wording
from storstua.supporters.forms import RosterFilter
from storstua.ui.menus import entry, present

if TYPE_CHECKING:
    from storstua.supporters.queries.roster import KeptSupporter

PAGE = 25


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line of the list, in words; `is_ready` tells whether the state needs a mark."""

    key: UUID
    name: str
    areas: str
    county: str
    load: str
    state: str
    is_ready: bool
    minds: str


def _row(supporter: "KeptSupporter", facts: Facts) -> RosterRow:
    standing = queries.standing_of(supporter, clock.today(), facts.policy)
    minds = []
    if standing.may_be_asked and standing.is_supervision_overdue:
        minds.append(_("veiledning er på tide"))
    if supporter.marks:
        minds.append(_("ligner på en annen"))
    return RosterRow(
        key=supporter.key,
        name=supporter.person.full_name,
        areas=wording.known_for(facts, supporter.area_ids, supporter.profile.role),
        county=supporter.county,
        load=wording.load_words(standing),
        state=wording.state_words(standing),
        is_ready=standing.state == queries.State.READY,
        minds=wording.listed(minds),
    )


@holding(Role.COORDINATOR, Role.BOARD_MEMBER)
@never_cache
@require_safe
def roster(request: OrganisationRequest) -> HttpResponse:
    """The supporters the viewer looks after, with what they lack."""
    branches = list(of_organisation.readable_branches(request.viewer).order_by("name"))
    form = RosterFilter(request.GET, request.facts, branches)
    rows = queries.roster(
        permissions.readable_records(request.viewer),
        form.wish(),
        request.GET.get("sorter", ""),
        clock.today(),
        request.facts.policy,
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    listed = [_row(row, request.facts) for row in page.object_list]
    return render(
        request,
        "supporters/list.html",
        {
            "filter": form,
            "page": page,
            "rows": listed,
            "may_add": request.viewer.holds(Role.COORDINATOR),
            "links": present(
                entry(_("Legg til den første"), "supporters:newcomer"),
                entry(_("Hent fra regneark"), "imports:list"),
            ),
        },
    )
