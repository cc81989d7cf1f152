"""The pages "Alt om meg", at two places, and what an administrator sees of the deletions."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.audit import actions as audit
from storstua.base.doors import holding, open_to_all
from storstua.base.refusal import Refusal
from storstua.base.request import Request
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.people import actions as people
from storstua.people.models import Person, Purpose
from storstua.privacy import actions, permissions, queries, wording
from storstua.privacy.forms import RefusalFilter
from storstua.privacy.gathering import everything
from storstua.ui.addresses import root_url

PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages stand: which frame they have, and where their addresses are."""

    frame: str
    address: Callable[[str], str]
    filename: str
    is_at_work: bool

    def links(self) -> dict[str, str]:
        """The addresses of the pages, by what they are."""
        pages = ("own", "file", "traces", "erasure", "withdrawal")
        return {each: self.address(f"privacy:{each}") for each in pages}


# Each page of "Alt om meg" stands at both places; the two lists of addresses hang the door of each.
WORK = Place("ui/work.html", reverse, "alt-om-meg.json", True)
SEEKER = Place("ui/seeker.html", root_url, "notat.json", False)


def _person(request: OrganisationRequest) -> Person:
    """Who the viewer is here; nobody, when the sign-in has no place in the organisation."""
    person = queries.own_person(request.viewer)
    if person is None:
        raise Http404
    return person


@never_cache
@require_safe
def own(request: OrganisationRequest, place: Place) -> HttpResponse:
    """All that stands about the viewer."""
    person = _person(request)
    audit.looked("see all about oneself", person, by=request.viewer)
    context = {
        "place": place,
        "links": place.links(),
        "sections": queries.sections(everything(person, queries.SHOWN)),
        "consents": queries.consents(person),
    }
    return render(request, "privacy/own.html", context)


@never_cache
@require_safe
def own_file(request: OrganisationRequest, place: Place) -> HttpResponse:
    """The same as a file that programs read."""
    person = _person(request)
    audit.looked("fetch all about oneself", person, by=request.viewer)
    content = queries.as_file(person, everything(person))
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{place.filename}"'
    return response


@never_cache
@require_safe
def own_traces(request: OrganisationRequest, place: Place) -> HttpResponse:
    """Who else read or changed what is about the viewer."""
    person = _person(request)
    context = {"place": place, "links": place.links(), "traces": queries.traces(person)}
    context["contact"] = request.organisation.contact_email
    return render(request, "privacy/traces.html", context)


@require_POST
def own_withdrawal(request: OrganisationRequest, place: Place) -> HttpResponse:
    """Take a consent back."""
    person = _person(request)
    code = request.POST.get("hva", "")
    if code not in Purpose.values:
        raise Http404
    people.withdraw_consent(by=request.viewer, person=person, purpose=Purpose(code))
    messages.success(request, _("Samtykket er trukket tilbake."))
    return HttpResponseRedirect(place.links()["own"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_erasure(request: OrganisationRequest, place: Place) -> HttpResponse:
    """Be erased, after a page that says what goes, what stays and why."""
    person = _person(request)
    if request.method == "POST" and request.POST.get("sikker") != "ja":
        # Nobody has pressed the button: the question is asked again.
        return HttpResponseRedirect(place.links()["erasure"])
    if request.method == "POST":
        try:
            actions.erase(by=request.viewer, person=person)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
            return HttpResponseRedirect(place.links()["own"])
        logout(request)
        return HttpResponseRedirect(root_url("privacy:erased"))
    goes, stays = queries.fates(person)
    context = {"place": place, "links": place.links(), "goes": goes, "stays": stays}
    return render(request, "privacy/erasure.html", context)


@open_to_all
@never_cache
@require_safe
def erased(request: Request) -> HttpResponse:
    """Said after all is erased and the session is over; tells nothing of anyone."""
    return render(request, "privacy/erased.html")


@holding(Role.ORGANISATION_ADMINISTRATOR, Role.AUDITOR)
@never_cache
@require_safe
def refusals(request: OrganisationRequest) -> HttpResponse:
    """Who tried to do what their role does not open, newest first."""
    chosen = RefusalFilter(request.GET)
    oldest_first = request.GET.get("sorter") == "tid"
    rows = queries.refusals(request.viewer, chosen.role, oldest_first)
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "lines": queries.told(request.viewer, page), "filter": chosen}
    return render(request, "privacy/refusals.html", context)


@holding(Role.ORGANISATION_ADMINISTRATOR)
@require_safe
def deletions(request: OrganisationRequest) -> HttpResponse:
    """What the clock deleted last, term by term, and what it stopped."""
    lines = [(wording.TERMS[row.term], row) for row in queries.latest_deletions(request.viewer)]
    return render(request, "privacy/deletions.html", {"lines": lines})


@holding(Role.ORGANISATION_ADMINISTRATOR)
@require_POST
def release(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Say that what was stopped shall go at the next run."""
    row = get_object_or_404(permissions.readable(request.viewer), key=key)
    actions.release(by=request.viewer, deletion=row)
    messages.success(request, _("Det blir slettet i natt."))
    return redirect("privacy:deletions")
