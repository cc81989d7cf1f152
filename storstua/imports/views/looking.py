"""The page of one import: its rows before, its progress meanwhile, its result afterwards."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from storstua.audit import actions as audit
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.imports import actions, permissions, queries
from storstua.imports.choices import State
from storstua.imports.forms import BringInForm, RowFilter
from storstua.imports.handing_back import faulty_csv
from storstua.imports.kept_headings import KeptHeadings
from storstua.imports.views.shared import attachment, file_of
from storstua.organisations.request import OrganisationRequest


@holding(*permissions.ROLES)
@never_cache
@require_safe
def page(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """The rows of a file with what becomes of each; how far the work has come; or the result."""
    file = file_of(request, key)
    # What the page of the progress fetches by itself must still be that page when all is done.
    if file.is_at_work or request.htmx:
        return render(request, "ui/progress_page.html", _progress(file))
    if file.state == State.FAILED:
        context = {"file": file, "reason": queries.reason_of(file)}
        return render(request, "imports/failed.html", context)
    headings = queries.headings_of(file)
    if file.state == State.READY and headings.faults:
        return redirect("imports:columns", key)
    audit.looked("look at import", file, by=request.viewer, purpose=file.subject)
    form = BringInForm(initial={"version": file.version})
    return render(request, "imports/page.html", _shown(request, file, headings, form))


@holding(*permissions.ROLES)
@require_POST
def bringing_in(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Bring in the good rows."""
    file = file_of(request, key)
    form = BringInForm(request.POST)
    if form.is_valid():
        try:
            actions.bring_in(by=request.viewer, file=file, seen=form.cleaned_data["version"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("imports:page", key)
    context = _shown(request, file, queries.headings_of(file), form)
    return render(request, "imports/page.html", context, status=422)


@holding(*permissions.ROLES)
@require_POST
def discarding(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Throw away a file that was not brought in."""
    file = file_of(request, key)
    try:
        actions.discard(by=request.viewer, file=file)
    except Refusal:
        return redirect("imports:page", key)
    return redirect("imports:list")


@holding(*permissions.ROLES)
@never_cache
@require_safe
def faulty(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """The rows with faults as a file, with the reasons in front, to put right and send again."""
    file = file_of(request, key)
    reading = queries.faulty_reading(file)
    if reading is None:
        return redirect("imports:page", key)
    audit.looked("fetch faulty rows", file, by=request.viewer, purpose=file.subject)
    return attachment(request, faulty_csv(reading), f"{_('rader-med-feil')}.csv")


def _progress(file: queries.File) -> Mapping[str, Any]:
    done, total = file.done_count, file.good_count
    return {
        "heading": _("Vi leser filen") if file.state == State.READING else _("Radene hentes inn"),
        "progress": _progress_words(file),
        "done": done,
        "total": max(1, total),
        "finished": not file.is_at_work,
        "finished_url": reverse("imports:page", args=[file.key]),
        "finished_label": _("Se radene"),
    }


def _progress_words(file: queries.File) -> str:
    if file.state == State.READING:
        return _("Vi leser filen. Det tar et øyeblikk.")
    if file.state == State.RUNNING:
        counts = {"done": file.done_count, "total": file.good_count}
        return _("%(done)s av %(total)s rader") % counts
    return _("Vi er ferdige med filen.")


def _shown(
    request: OrganisationRequest,
    file: queries.File,
    headings: KeptHeadings,
    form: BringInForm,
) -> Mapping[str, Any]:
    filter_ = RowFilter(request.GET, queries.counts_of(file))
    rows = queries.page_of_rows(file, headings, filter_.outcome, request.GET.get("side"))
    return {
        "file": file,
        "headings": headings,
        "columns": headings.shown if any(row.cells for row in rows) else (),
        "form": form,
        "filter": filter_,
        "page": rows,
        "same_before": queries.same_before(file) if file.state == State.READY else None,
        "waits": file.state == State.READY,
        "to_write": file.new_count + file.changed_count,
    }
