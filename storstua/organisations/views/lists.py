"""The settings that are lists: areas, topics, branches and help lines."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.organisations import actions, permissions, queries
from storstua.organisations.forms import AreaForm, BranchForm, HelpLineForm, TopicForm
from storstua.organisations.forms.areas import NAMES
from storstua.organisations.models import Level
from storstua.organisations.request import OrganisationRequest
from storstua.organisations.views.settings import READ_AND_WRITE
from storstua.organisations.views.shared import WHO, check_version, one_form, version_of

AREAS, TOPICS, BRANCHES, LINES = (
    f"organisations:{name}" for name in ("areas", "topics", "branches", "help_lines")
)


@holding(*WHO)
@require_safe
def areas(request: OrganisationRequest) -> HttpResponse:
    """The tree of areas."""
    tree = queries.area_tree(permissions.readable_areas(request.viewer), request.facts)
    return render(request, "organisations/areas.html", {"tree": tree})


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def new_area(request: OrganisationRequest) -> HttpResponse:
    """Add an area, or a part of one."""
    form = AreaForm(
        sent(request),
        areas=request.facts.areas,
        language=get_language() or "nb",
        initial=version_of(request),
    )

    def save(values: dict[str, Any]) -> None:
        actions.add_area(
            by=request.viewer,
            organisation=request.organisation,
            code=form.code,
            names=form.names,
            parent=_parent(request, values["parent"]),
            is_open=values["is_open"],
        )

    return one_form(request, form, save, heading=_("Nytt område"), back=AREAS)


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def area(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Change an area: its names, its place in the tree, whether it can be chosen."""
    row = get_object_or_404(permissions.readable_areas(request.viewer), key=key)
    named = request.facts.area(row.id)
    others = [each for each in request.facts.areas if each.id != row.id]
    initial: dict[str, Any] = version_of(request) | {
        "parent": row.parent_id,
        "is_open": row.is_open,
    }
    initial |= {f"name_{code}": named.names.get(code, "") if named else "" for code in NAMES}
    form = AreaForm(sent(request), areas=others, language=get_language() or "nb", initial=initial)

    def save(values: dict[str, Any]) -> None:
        check_version(request, values)
        actions.change_area(
            by=request.viewer,
            area=row,
            parent=_parent(request, values["parent"]),
            is_open=values["is_open"],
        )
        actions.name_area(by=request.viewer, area=row, names=form.names)

    return one_form(request, form, save, heading=_("Endre området"), back=AREAS)


def _parent(request: OrganisationRequest, typed: str) -> Any:
    return permissions.readable_areas(request.viewer).filter(id=int(typed or 0)).first()


@holding(*WHO)
@require_safe
def topics(request: OrganisationRequest) -> HttpResponse:
    """The topics people choose from."""
    rows = queries.topic_lines(permissions.readable_topics(request.viewer), request.facts)
    return render(request, "organisations/topics.html", {"topics": rows})


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def new_topic(request: OrganisationRequest) -> HttpResponse:
    """Add a topic."""
    form = TopicForm(sent(request), initial=version_of(request))

    def save(values: dict[str, Any]) -> None:
        actions.add_topic(
            by=request.viewer,
            organisation=request.organisation,
            code=form.code,
            names=form.names,
            is_open=values["is_open"],
        )

    return one_form(request, form, save, heading=_("Nytt tema"), back=TOPICS)


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def topic(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Change a topic: its names, and whether it can be chosen."""
    row = get_object_or_404(permissions.readable_topics(request.viewer), key=key)
    named = request.facts.topic(row.id)
    names = named.names if named else {}
    initial: dict[str, Any] = version_of(request) | {"is_open": row.is_open}
    initial |= {f"name_{code}": names.get(code, "") for code in NAMES}
    form = TopicForm(sent(request), initial=initial)

    def save(values: dict[str, Any]) -> None:
        check_version(request, values)
        actions.change_topic(by=request.viewer, topic=row, is_open=values["is_open"])
        actions.name_topic(by=request.viewer, topic=row, names=form.names)

    return one_form(request, form, save, heading=_("Endre temaet"), back=TOPICS)


@holding(*WHO)
@require_safe
def branches(request: OrganisationRequest) -> HttpResponse:
    """The branches."""
    rows = permissions.readable_branches(request.viewer).order_by("-is_open", "level", "name")
    return render(request, "organisations/branches.html", {"branches": rows})


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def new_branch(request: OrganisationRequest) -> HttpResponse:
    """Add a branch."""
    known = permissions.open_branches(request.viewer)
    form = BranchForm(sent(request), branches=known.order_by("name"))

    def save(values: dict[str, Any]) -> None:
        actions.add_branch(
            by=request.viewer,
            organisation=request.organisation,
            name=values["name"],
            level=Level(values["level"]),
            county=values["county"],
            parent=known.filter(id=int(values["parent"] or 0)).first(),
        )

    return one_form(request, form, save, heading=_("Nytt lag"), back=BRANCHES)


@holding(*WHO)
@require_safe
def help_lines(request: OrganisationRequest) -> HttpResponse:
    """The help lines, with the day each was last checked."""
    return render(request, "organisations/help_lines.html", {"lines": request.facts.help_lines})


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def help_line(request: OrganisationRequest, key: UUID | None = None) -> HttpResponse:
    """Add or change a help line."""
    row = (
        get_object_or_404(permissions.readable_help_lines(request.viewer), key=key) if key else None
    )
    initial = {name: getattr(row, name) for name in HelpLineForm.base_fields} if row else {}
    form = HelpLineForm(sent(request), initial=initial | version_of(request))

    def save(values: dict[str, Any]) -> None:
        if row:
            check_version(request, values)
        values.pop("version", None)
        values["is_always_open"] = not values["hours"]
        actions.set_help_line(
            by=request.viewer, organisation=request.organisation, line=row, **values
        )

    heading = _("Endre nummeret") if row else _("Nytt nummer")
    return one_form(request, form, save, heading=heading, back=LINES)


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def help_line_removal(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Take a help line away, after a question."""
    row = get_object_or_404(permissions.readable_help_lines(request.viewer), key=key)
    if request.method == "POST":
        try:
            actions.remove_help_line(by=request.viewer, line=row)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        return redirect(LINES)
    return render(request, "organisations/help_line_removal.html", {"line": row})
