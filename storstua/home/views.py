"""The front page of an organisation, and what waits for someone today."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storstua.base.doors import holding, open_to_all
from storstua.base.roles import Role
from storstua.home import front as house
from storstua.home import today as day
from storstua.organisations.request import OrganisationRequest
from storstua.ui.addresses import root_url

AT_WORK = tuple(role for role in Role if role not in {Role.VISITOR, Role.SEEKER})


@open_to_all
@require_safe
def front(request: OrganisationRequest) -> HttpResponse:
    """The house: what one can do here, how it goes, and some of the people."""
    shown = {
        "rooms": house.rooms(request),
        "ways_in": house.ways_in(request),
        "people": house.people(request),
        "answer_days": request.facts.policy.answer_within_working_days,
        "is_demo": settings.STORSTUA_DEMO,
        "demo_url": root_url("demo:cast"),
    }
    return render(request, "home/front.html", shown)


@holding(*AT_WORK)
@never_cache
@require_safe
def today(request: OrganisationRequest) -> HttpResponse:
    """What waits for the viewer in the role they act in, most urgent first."""
    return render(request, "home/today.html", {"today": day.of(request)})
