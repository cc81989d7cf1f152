"""Undoing an import."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.imports import actions, permissions, queries
from storstua.imports.forms import UndoForm
from storstua.imports.views.shared import file_of
from storstua.organisations.request import OrganisationRequest

LINES_SHOWN = 20


@holding(*permissions.ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def undoing(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Make everything as it was before the import."""
    file = file_of(request, key)
    if request.method == "GET" and not file.may_be_undone():
        return redirect("imports:page", key)
    answers = sent(request)
    form = UndoForm(answers, initial={"version": file.version})
    lines: list[int] = []
    if form.is_valid():
        try:
            actions.undo(by=request.viewer, file=file, seen=form.cleaned_data["version"])
        except Refusal as refusal:
            form.refuse(refusal)
            lines = refusal.lines if isinstance(refusal, actions.ChangedSince) else []
        else:
            messages.success(request, _("Importen er angret. Alt er som før."))
            return redirect("imports:list")
    context = {
        "file": file,
        "form": form,
        "changed": queries.labels_of(file, lines[:LINES_SHOWN]),
        "more": max(0, len(lines) - LINES_SHOWN),
    }
    return render(request, "imports/undoing.html", context, status=422 if form.errors else 200)
