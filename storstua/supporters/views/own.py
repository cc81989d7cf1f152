"""A supporter's own pages: what others see, one's own story and ways, and the pause."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.people.models import Purpose
from storstua.supporters import actions, permissions, queries, wording
from storstua.supporters.forms import OwnForm, PauseForm, ShownForm
from storstua.supporters.forms.keeping import ids
from storstua.supporters.tasks import tasks_of
from storstua.supporters.views.directory import shown_context
from storstua.supporters.views.keeping import METHODS

if TYPE_CHECKING:
    from storstua.supporters.queries.roster import KeptSupporter


def _own(request: OrganisationRequest) -> "KeptSupporter":
    """The supporter the viewer is; 404 for someone who holds the role without being one yet."""
    rows = permissions.readable_records(request.viewer).filter(person_id=request.viewer.person_id)
    row = queries.with_record(rows, clock.today()).first()
    if row is None:
        raise Http404
    return row


def _shown_lines(request: OrganisationRequest, row: "KeptSupporter") -> dict[str, str]:
    """What each switch lets others see, as it stands now."""
    today, profile = clock.today(), row.profile
    decade = (today.year - profile.birth_year) // 10 * 10 if profile.birth_year else 0
    return {
        Purpose.DIRECTORY_NAME: row.person.given_name,
        Purpose.DIRECTORY_STORY: queries.story_of(profile),
        Purpose.DIRECTORY_AREAS: wording.known_for(request.facts, row.area_ids, profile.role),
        Purpose.DIRECTORY_COUNTY: row.county,
        Purpose.DIRECTORY_LANGUAGES: wording.language_words(profile.languages),
        Purpose.DIRECTORY_WAYS: wording.way_words(profile.contact_forms),
        Purpose.DIRECTORY_AGE: wording.decade_words(decade),
    }


@holding(Role.SUPPORTER)
@never_cache
@require_safe
def own(request: OrganisationRequest) -> HttpResponse:
    """What others see of me, what I let them see, and where I stand."""
    row, today = _own(request), clock.today()
    shows = queries.shown_by(row)
    standing = queries.standing_of(row, today, request.facts.policy)
    person = queries.seen_by_others(row, row.area_ids, shows, row.free_places, today)
    form = ShownForm(lines=_shown_lines(request, row), initial={"shown": sorted(shows)})
    context = shown_context(request.facts, person)
    return render(
        request,
        "supporters/own.html",
        {
            **context,
            "ask_url": "",
            "row": row,
            "standing": standing,
            "load": wording.load_words(standing),
            "is_seen": standing.may_be_asked and Purpose.DIRECTORY_NAME in shows,
            "has_name": Purpose.DIRECTORY_NAME in shows,
            "shown_form": form,
            "tasks": tasks_of(row, standing, request.facts.policy, to_keep={}, to_appoint=""),
        },
    )


@holding(Role.SUPPORTER)
@require_POST
def shown(request: OrganisationRequest) -> HttpResponse:
    """Switch on and off what others see; it holds from now."""
    row = _own(request)
    form = ShownForm(request.POST, lines={})
    if form.is_valid():
        try:
            actions.show_fields(by=request.viewer, supporter=row, fields=form.fields_shown())
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Lagret. Det gjelder fra nå."))
    else:
        messages.error(request, _("Velg blant svarene på siden."))
    return redirect("supporters:own")


@holding(Role.SUPPORTER)
@never_cache
@require_http_methods(METHODS)
def own_edit(request: OrganisationRequest) -> HttpResponse:
    """Change my own story, ways, languages and room for talks."""
    row = _own(request)
    form = OwnForm(
        sent(request),
        facts=request.facts,
        initial={
            "version": row.version,
            "story": queries.story_of(row.profile),
            "topics": [str(each) for each in row.topic_ids],
            "contact_forms": row.profile.contact_forms,
            "languages": row.profile.languages,
            "capacity": row.capacity,
            "life_phase": row.profile.life_phase,
        },
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_own(
                by=request.viewer,
                supporter=row,
                seen=said["version"],
                capacity=said["capacity"],
                story=said["story"],
                life_phase=said["life_phase"],
                languages=said["languages"],
                contact_forms=said["contact_forms"],
                topic_ids=ids(said["topics"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Profilen er lagret."))
            return redirect("supporters:own")
    status = 422 if form.errors else 200
    return render(request, "supporters/own_edit.html", {"form": form}, status=status)


@holding(Role.SUPPORTER)
@never_cache
@require_http_methods(METHODS)
def pause(request: OrganisationRequest) -> HttpResponse:
    """Take a pause at once, without a reason; or see the one I have."""
    row, today = _own(request), clock.today()
    standing = queries.standing_of(row, today, request.facts.policy)
    form = PauseForm(sent(request), has_talks=standing.known.load > 0)
    if form.is_valid():
        try:
            actions.pause(by=request.viewer, supporter=row, until_on=form.until_on(today))
            if form.wants_help:
                actions.ask_for_help(by=request.viewer, supporter=row)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Du har pause fra nå. Fint at du sier fra."))
            return redirect("supporters:pause")
    context = {
        "form": form,
        "standing": standing,
        "pause_words": wording.own_pause_words(standing),
        "load": wording.load_words(standing),
    }
    status = 422 if form.errors else 200
    return render(request, "supporters/pause.html", context, status=status)


@holding(Role.SUPPORTER)
@require_POST
def resume(request: OrganisationRequest) -> HttpResponse:
    """Back from the pause with one tap."""
    try:
        actions.resume(by=request.viewer, supporter=_own(request))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Velkommen tilbake. Du kan bli spurt igjen."))
    return redirect("supporters:pause")
