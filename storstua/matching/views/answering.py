"""Pages of a supporter who is asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.audit import actions as audit
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.matching import actions, permissions, queries
from storstua.matching.choices import WRITTEN, Answer
from storstua.matching.forms import FirstMessageForm, ShowsForm
from storstua.organisations.request import OrganisationRequest
from storstua.supporters.choices import ContactForm


def _found(request: OrganisationRequest, key: UUID) -> Any:
    rows = permissions.readable_asks(request.viewer).filter(
        supporter__person_id=request.viewer.person_id
    )
    whole = rows.select_related(
        "request__person", "supporter__person", "supporter__profile", "asked_by"
    )
    return get_object_or_404(whole, key=key)


@holding(Role.SUPPORTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """What the question is about; yes or not now, without a reason; after a yes how to begin."""
    row = _found(request, key)
    if request.method == "POST":
        return _answered(request, row)
    form = FirstMessageForm(initial={"text": _beginning(request, row)})
    return render(request, "matching/answer.html", _context(request, row, form))


def _answered(request: OrganisationRequest, row: Any) -> HttpResponse:
    answer = Answer.YES if request.POST.get("svar") == "ja" else Answer.NOT_NOW
    shows = request.POST.getlist("shows")
    try:
        actions.answer_ask(by=request.viewer, ask=row, answer=answer, shows=shows)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(
            request,
            _("Fint at du vil. Nå spør vi personen.")
            if answer == Answer.YES
            else _("Takk for svaret. Koordinatoren spør en annen."),
        )
    return redirect("matching:answer", key=row.key)


def _context(request: OrganisationRequest, row: Any, form: FirstMessageForm) -> dict[str, Any]:
    talk = queries.talk_of(row)
    point = queries.contact_of(row, talk)
    if point:
        audit.looked("read contact point", row, by=request.viewer)
    is_met = row.answer == Answer.YES and row.met_at is not None
    is_begun = talk is not None and not talk.is_over
    if talk and is_begun and not talk.is_written:
        audit.looked(queries.READ_HOW, row, by=request.viewer)
    is_waiting, is_offered = row.answer == "", row.answer == Answer.YES and row.met_at is None
    context = {
        "row": row,
        "said": queries.said(queries.whole_one(row.request), request.facts),
        "way": dict(ContactForm.choices).get(row.way, ""),
        "message": queries.message_to_supporter(row),
        "is_waiting": is_waiting,
        "is_offered": is_offered,
        "is_begun": is_begun,
        "is_over": is_met and not is_begun,
        "talk": talk,
        "is_spoken": row.way not in WRITTEN,
        "is_declined": row.answer == Answer.DECLINED,
        "contact": queries.contact_in_clear(point) if point else "",
        "is_safe": point.is_safe if point else True,
    }
    if is_waiting:
        words, shown = queries.own_to_show(row, request.facts)
        context["shows_form"] = ShowsForm(words=words, initial={"shows": list(shown)})
    if is_offered and row.way in WRITTEN:
        context["form"] = form
        context["has_first"] = bool(row.sealed_first)
    return context


def _beginning(request: OrganisationRequest, row: Any) -> str:
    """The message kept so far, or one of two beginnings to change."""
    names = {"other": row.request.person.given_name, "own": row.supporter.person.given_name}
    beginnings = {
        "1": _("Hei, %(other)s. Jeg heter %(own)s. Hvordan har du det i dag?"),
        "2": _("Hei, %(other)s. Jeg heter %(own)s. Du velger hva vi snakker om."),
    }
    chosen = beginnings.get(request.GET.get("start", ""))
    return chosen % names if chosen else queries.first_message(row)


@holding(Role.SUPPORTER)
@never_cache
@require_safe
def elsewhere(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Where a talk by telephone or in person stands: the page of the ask it came from."""
    rows = permissions.readable_asks(request.viewer)
    own = rows.filter(supporter__person_id=request.viewer.person_id)
    return redirect("matching:answer", key=get_object_or_404(own, conversation_key=key).key)


@holding(Role.SUPPORTER)
@never_cache
@require_POST
def first_message(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Keep the first message until the person has said yes."""
    row = _found(request, key)
    form = FirstMessageForm(request.POST)
    if form.is_valid():
        try:
            actions.write_first(by=request.viewer, ask=row, text=form.cleaned_data["text"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Meldingen er lagret."))
            return redirect("matching:answer", key=key)
    context = _context(request, row, form)
    if "form" in context:
        return render(request, "matching/answer.html", context, status=422)
    # There is no place for a message any more, and so no form to show again.
    messages.error(request, form.error_items[0].message)
    return redirect("matching:answer", key=key)
