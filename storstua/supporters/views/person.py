"""One supporter as the coordinator and the board see them: standing, facts, contact, history."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import permissions, queries, wording
from storstua.supporters.actions import SAME_MAIL
from storstua.supporters.choices import Gender, LifePhase
from storstua.supporters.events import sentence
from storstua.supporters.tasks import has_whole_profile, tasks_of
from storstua.supporters.views.keeping import kept

if TYPE_CHECKING:
    from storstua.supporters.queries.roster import KeptSupporter


def _lines(request: OrganisationRequest, row: "KeptSupporter") -> list[tuple[str, str]]:
    facts, profile = request.facts, row.profile
    lines = [
        (_("Erfaring med"), wording.known_for(facts, row.area_ids, profile.role)),
        (_("Snakker gjerne om"), wording.topic_words(facts, row.topic_ids)),
        (_("Måter å snakke på"), wording.way_words(profile.contact_forms)),
        (_("Språk"), wording.language_words(profile.languages)),
        (_("Bor i"), wording.place_words(row.municipality, row.county)),
        (_("Lag"), row.branch.name if row.branch else ""),
        (_("Fødselsår"), str(profile.birth_year or "")),
        (_("Kjønn"), str(Gender(profile.gender).label) if profile.gender else ""),
        (_("Livsfase"), str(LifePhase(profile.life_phase).label) if profile.life_phase else ""),
        (_("Kontorets id"), row.office_id),
    ]
    return [line for line in lines if line[1]]


@holding(Role.COORDINATOR, Role.BOARD_MEMBER)
@never_cache
@require_safe
def person(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Where one supporter stands, what they lack, and what can be done about it."""
    today, viewer = clock.today(), request.viewer
    rows = queries.with_record(permissions.readable_records(viewer), today).select_related(
        "person", "profile", "branch"
    )
    row = get_object_or_404(rows, key=key)
    standing = queries.standing_of(row, today, request.facts.policy)
    may_keep = permissions.may_keep(viewer, row) and viewer.holds(Role.COORDINATOR)
    may_appoint = permissions.may_appoint(viewer, row, request.facts.policy)
    marks = [
        (mark, _("Samme e-post som") if mark.kind == SAME_MAIL else _("Samme mobil som"))
        for mark in queries.marks_of(row, permissions.readable_records(viewer))
    ]
    return render(
        request,
        "supporters/person.html",
        {
            "row": row,
            "standing": standing,
            "state": wording.state_words(standing),
            "is_whole": has_whole_profile(row),
            "load": wording.load_words(standing),
            "dots": [place < standing.known.load for place in range(standing.known.capacity)],
            "lines": _lines(request, row),
            "marks": marks,
            "may_keep": may_keep,
            "may_appoint": may_appoint,
            "minors": wording.approval_words(row),
            "may_help_in": permissions.may_help_in(viewer, row),
            "tasks": tasks_of(
                row,
                standing,
                request.facts.policy,
                to_keep=_addresses(key) if may_keep else {},
                to_appoint=reverse("supporters:appointment", args=[key]) if may_appoint else "",
            ),
        },
    )


def _addresses(key: UUID) -> dict[str, str]:
    """Where each thing of the task list is recorded."""
    names = ("course", "supervision", "membership", "declaration", "record")
    return {name: reverse(f"supporters:{name}", args=[key]) for name in names}


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def contact(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """How to reach one supporter; that it was looked at is noted before it shows."""
    row = kept(request, key)
    audit.looked("see contact points", row, by=request.viewer)
    return render(request, "supporters/contact.html", {"row": row, "reached": queries.reached(row)})


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def history(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """What has happened to one supporter, in sentences, newest first."""
    row = get_object_or_404(
        permissions.readable_records(request.viewer).select_related("person"), key=key
    )
    events = [(event.at, sentence(event.what, event.who)) for event in queries.history_of(row)]
    return render(request, "supporters/history.html", {"row": row, "events": events})
