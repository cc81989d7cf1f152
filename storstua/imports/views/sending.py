"""The list of imports, sending in a file, templates to fill, and what the columns mean."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.imports import actions, permissions, queries
from storstua.imports.choices import State, Subject
from storstua.imports.forms import ColumnForm, StartForm
from storstua.imports.handing_back import template_csv
from storstua.imports.unreadable import Unreadable
from storstua.imports.views.shared import ask, attachment, file_of
from storstua.organisations.request import OrganisationRequest

WORDS = {
    "likepersoner": Subject.SUPPORTERS,
    "foresporsler": Subject.REQUESTS,
    "aktiviteter": Subject.ACTIVITIES,
    "medlemmer": Subject.MEMBERS,
}


@holding(*permissions.ROLES)
@never_cache
@require_safe
def listing(request: OrganisationRequest) -> HttpResponse:
    """The files that were sent in, newest first."""
    ask(request)
    files = permissions.readable(request.viewer)
    page = queries.page_of_files(files, request.GET.get("side"))
    return render(request, "imports/list.html", {"page": page})


@holding(*permissions.ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: OrganisationRequest) -> HttpResponse:
    """Send in a file; its rows are shown before anything is brought in."""
    ask(request)
    subjects = permissions.subjects(request.viewer)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StartForm(*sent, subjects=subjects)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            file = actions.upload(
                by=request.viewer,
                organisation=request.organisation,
                kind=form.cleaned_data["subject"],
                content=upload.read(),
                filename=upload.name,
            )
        except Unreadable as fault:
            form.add_error("file", fault.reason)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("imports:page", file.key)
    templates = [(word, each.label) for word, each in WORDS.items() if each in subjects]
    context = {"form": form, "templates": templates}
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


@holding(*permissions.ROLES)
@require_safe
def template(request: OrganisationRequest, word: str) -> HttpResponse:
    """An empty file with the headings we know and one example."""
    if word not in WORDS:
        raise Http404
    return attachment(request, template_csv(WORDS[word]), f"{_('mal')}-{word}.csv")


@holding(*permissions.ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def columns(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Say what the headings of a file mean, where we cannot know."""
    file = file_of(request, key)
    if file.state != State.READY:
        return redirect("imports:page", key)
    headings = queries.headings_of(file)
    initial = {"version": file.version}
    answers = sent(request)
    form = ColumnForm(answers, subject=file.subject, headings=headings, initial=initial)
    if form.is_valid():
        seen, chosen = form.cleaned_data["version"], form.chosen()
        try:
            actions.choose_columns(by=request.viewer, file=file, chosen=chosen, seen=seen)
        except (Refusal, Unreadable) as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Kolonnene er lest på nytt."))
            return redirect("imports:page", key)
    context = {"form": form, "file": file, "headings": headings}
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)
