"""The directory that visitors see, and a profile in it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storstua.base import clock
from storstua.base.doors import open_to_all
from storstua.organisations.queries import Facts
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import paging, permissions, queries, wording
from storstua.supporters.forms import DirectoryFilter
from storstua.ui.menus import MenuItem, entry, present
from storstua.ui.parts import PersonCard, colour_of

if TYPE_CHECKING:
    from storstua.supporters.queries.directory import ShownSupporter

PAGE = 12
STORY_ON_CARD = 160
NORWEGIAN = {"nb", "nn"}
# What is let go of first when nobody fits; a county never leaves the list empty by itself.
WIDENING = {
    "mate": lazy("Se alle måter å snakke på"),
    "sprak": lazy("Se alle språk"),
    "omrade": lazy("Se alle områder"),
}


def _turned_away(request: OrganisationRequest) -> HttpResponseBase | None:
    """The answer to someone who may not see a directory for members; None for those who may."""
    if permissions.may_see_directory(request.viewer, request.organisation):
        return None
    if request.viewer.is_signed_in:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def ask_url(key: UUID) -> str:
    """Where one asks this supporter."""
    return f"{reverse('matching:ask')}?likeperson={key}"


def _reads_alike(language: str) -> bool:
    """True when a text in the language needs no mark of its own on this page."""
    here = get_language() or "nb"
    return language == here or {language, here} <= NORWEGIAN


def card(facts: Facts, person: queries.PublicProfile) -> PersonCard:
    """A supporter as one card of the directory; a long story ends in an ellipsis."""
    story = person.story if _reads_alike(person.language) else ""
    if len(story) > STORY_ON_CARD:
        story = story[:STORY_ON_CARD].rsplit(" ", 1)[0] + " …"
    room = _("Har plass til en ny samtale")
    return PersonCard(
        name=person.name,
        known_for=wording.known_for(facts, person.area_ids, person.role),
        text=story or wording.first_large(wording.way_words(person.ways)),
        free=room if person.has_free_place else _("Har ikke ledig plass nå"),
        url=reverse("supporters:profile", args=[person.key]),
        colour=colour_of(person.key),
    )


def _widening(request: OrganisationRequest, form: DirectoryFilter) -> tuple[MenuItem, ...]:
    """One way on from an empty list: the same without one wish, or asking for a talk."""
    chosen = form.chosen()
    for name, label in WIDENING.items():
        if name in chosen and queries.is_anyone_shown(
            request.organisation.id, clock.today(), request.facts.policy, form.wish(but=name)
        ):
            query = request.GET.copy()
            query.pop(name)
            query.pop("side", None)
            return (MenuItem(label, f"?{query.urlencode()}"),)
    return present(entry(_("Be om en samtale"), "matching:talk"))


def _rows(
    request: OrganisationRequest, wish: queries.Wish, number: int
) -> tuple[list["ShownSupporter"], list["ShownSupporter"]]:
    """The rows of a page: those in the county looked for, and the others after them."""
    place = request.organisation.id, clock.today(), request.facts.policy
    rows = queries.public_rows(*place, wish)
    if not wish.county:
        return [], paging.slice_of(rows, number, PAGE)
    elsewhere = queries.public_rows_elsewhere(*place, wish)
    return paging.slice_of_both(rows, elsewhere, number, PAGE)


@open_to_all
@never_cache
@require_safe
def directory(request: OrganisationRequest) -> HttpResponseBase:
    """Those who let others see them, by experience, way and language; a county comes first."""
    if away := _turned_away(request):
        return away
    form = DirectoryFilter(request.GET, request.facts)
    number, today = paging.page_number(request.GET), clock.today()
    near, others = _rows(request, form.wish(), number)
    shown = queries.public_profiles_of((*near, *others), today)
    page = paging.page_of([card(request.facts, person) for person in shown], number, PAGE)
    return render(
        request,
        "supporters/directory.html",
        {
            "filter": form,
            "page": page,
            "county": form.wish().county if near or number > 1 else "",
            "empty_county": form.wish().county if not near and number == 1 else "",
            "near": page.object_list[: len(near)],
            "others": page.object_list[len(near) :],
            "links": _widening(request, form) if not shown else (),
            "is_narrowed": bool(form.chosen()),
        },
    )


@open_to_all
@never_cache
@require_safe
def profile(request: OrganisationRequest, key: UUID) -> HttpResponseBase:
    """One supporter, with the fields they show; 404 as soon as they pause or hide."""
    if away := _turned_away(request):
        return away
    today = clock.today()
    rows = queries.public_rows(request.organisation.id, today, request.facts.policy)
    row = rows.filter(key=key).first()
    if row is None:
        raise Http404
    return render(
        request,
        "supporters/profile.html",
        {**shown_context(request.facts, queries.public_profile_of(row, today))},
    )


def shown_context(facts: Facts, person: queries.PublicProfile) -> dict[str, object]:
    """What templates/supporters/shown.html needs: the person, lines of facts, the way to ask."""
    lines = [
        (_("Erfaring med"), wording.known_for(facts, person.area_ids, person.role)),
        (_("Alder"), wording.decade_words(person.decade)),
        (_("Fylke"), person.county),
        (_("Språk"), wording.language_words(person.languages)),
        (_("Måter å snakke på"), wording.way_words(person.ways)),
    ]
    return {
        "person": person,
        "lines": [line for line in lines if line[1]],
        "ask_url": ask_url(person.key) if person.has_free_place else "",
        "colour": colour_of(person.key),
    }
