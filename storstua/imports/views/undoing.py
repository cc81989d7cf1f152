"""Undoing an import."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
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
        "text": _("Alt fra %(name)s blir som før.") % {"name": file.filename},
        "fates": _fates(file.new_count, file.changed_count),
        "changed": queries.labels_of(file, lines[:LINES_SHOWN]),
        "more": max(0, len(lines) - LINES_SHOWN),
    }
    return render(request, "imports/undoing.html", context, status=422 if form.errors else 200)


def _fates(new: int, changed: int) -> list[str]:
    """What becomes of the rows and the file; nothing is said of what there is none of."""
    gone = ngettext("%(count)s ny rad slettes.", "%(count)s nye rader slettes.", new)
    as_before = ngettext(
        "%(count)s endret rad får tilbake det som sto der.",
        "%(count)s endrede rader får tilbake det som sto der.",
        changed,
    )
    rows = [(gone, new), (as_before, changed)]
    return [
        *(line % {"count": number_format(n, force_grouping=True)} for line, n in rows if n),
        _("Filen slettes også. Du kan sende den på nytt."),
    ]
