"""The pages of the library: index, texts, help numbers, leaflet. All are open to everyone."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storstua.base.doors import open_to_all
from storstua.base.roles import Role
from storstua.library import leaflet as paper
from storstua.library import queries
from storstua.library.countries import by_country
from storstua.library.forms import SearchForm
from storstua.library.places import OWN_PAGES, page_address
from storstua.library.search import Found, search
from storstua.library.texts import NAME
from storstua.organisations.request import OrganisationRequest
from storstua.ui.menus import MenuItem, entry, present


def _language() -> str:
    return get_language() or "nb"


def _page_or_404(request: OrganisationRequest, slug: str) -> queries.Page:
    own = request.organisation
    found = queries.page(slug, _language(), own.name, own.open_rooms)
    if found is None:
        raise Http404
    return found


def _show(
    request: OrganisationRequest, slug: str, template: str = "library/page.html", **more: object
) -> HttpResponse:
    page = _page_or_404(request, slug)
    is_foreign = page.language != _language()
    return render(request, template, {"page": page, "is_foreign": is_foreign, **more})


@open_to_all
@require_safe
def information(request: OrganisationRequest) -> HttpResponse:
    """Every text that is open, by room; or what a search finds."""
    own, form = request.organisation, SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "malgruppe": ""}
    texts = queries.open_texts(_language(), own.open_rooms, asked["malgruppe"])
    forms = request.facts.words.get(_language(), {})
    found = search(texts, asked["q"], forms) if asked["q"].strip() else None
    shown = {
        "form": form,
        "found": found,
        "hits": _lines(found, own.name) if found else (),
        "groups": queries.groups(texts, own.name),
    }
    return render(request, "library/information.html", shown, status=422 if form.errors else 200)


def _lines(found: Found, name: str) -> list[tuple[queries.Entry, str, str]]:
    """Each hit's line of the index, and id and heading of the section that has it."""
    return [
        (queries.entry(hit.text, name), hit.section_id, hit.section_heading.replace(NAME, name))
        for hit in found.hits
    ]


@open_to_all
@require_safe
def page(request: OrganisationRequest, slug: str) -> HttpResponse:
    """One text of the index."""
    if slug in OWN_PAGES:
        return HttpResponsePermanentRedirect(page_address(slug))
    shown = _page_or_404(request, slug)
    crumbs = present(
        entry(_("Informasjon"), "library:information"), MenuItem(shown.title, request.path)
    )
    return _show(request, slug, crumbs=crumbs)


@open_to_all
@require_safe
def help_now(request: OrganisationRequest) -> HttpResponse:
    """Whom to ring at once: the organisation's country first, other countries folded away."""
    lines, home = request.facts.help_lines, request.organisation.country
    countries = by_country(lines, home, _language())
    return _show(
        request,
        "hjelp-na",
        "library/help.html",
        here=[each for each in countries if each.code == home],
        elsewhere=[each for each in countries if each.code != home],
        shows_check=request.viewer.holds(Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR),
    )


@open_to_all
@require_safe
def become(request: OrganisationRequest) -> HttpResponse:
    """How one becomes a peer supporter."""
    return _show(request, "bli-likeperson")


@open_to_all
@require_safe
def professionals(request: OrganisationRequest) -> HttpResponse:
    """What those who meet people at work can do, with contact and leaflet."""
    return _show(request, "for-fagfolk", "library/professionals.html")


@open_to_all
@require_safe
def leaflet(request: OrganisationRequest) -> HttpResponse:
    """One page to print and hand out."""
    address = paper.talk_address(request)
    crumbs = present(
        entry(_("For fagfolk"), "library:professionals"), MenuItem(_("Brosjyre"), request.path)
    )
    shown = {"address": address, "code": paper.qr_code(address), "crumbs": crumbs}
    return render(request, "library/leaflet.html", shown)


@open_to_all
@require_safe
def privacy(request: OrganisationRequest) -> HttpResponse:
    """What is kept, why and for how long, with this organisation's own terms."""
    return _show(request, "personvern", "library/privacy.html", policy=request.facts.policy)


@open_to_all
@require_safe
def accessibility(request: OrganisationRequest) -> HttpResponse:
    """The accessibility statement."""
    return _show(request, "tilgjengelighet")


@open_to_all
@require_safe
def safe_use(request: OrganisationRequest) -> HttpResponse:
    """How to hide a visit and keep the words safe."""
    return _show(request, "trygg-bruk")


@open_to_all
@require_safe
def about(request: OrganisationRequest) -> HttpResponse:
    """Who stands behind, and how to reach them."""
    return _show(request, "om", "library/about.html")
