"""Pages of a supporter who is asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.audit import actions as audit
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.matching import actions, permissions, queries
from storstua.matching.choices import Answer
from storstua.organisations.request import OrganisationRequest
from storstua.supporters.choices import ContactForm


@holding(Role.SUPPORTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """What the question is about; yes or not now, without a reason; after a yes how to begin."""
    rows = permissions.readable_asks(request.viewer).filter(
        supporter__person_id=request.viewer.person_id
    )
    row = get_object_or_404(rows.select_related("request__person", "supporter"), key=key)
    if request.method == "POST":
        answer = Answer.YES if request.POST.get("svar") == "ja" else Answer.NOT_NOW
        try:
            actions.answer_ask(by=request.viewer, ask=row, answer=answer)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(
                request,
                _("Fint at du vil. Nå kan dere begynne.")
                if answer == Answer.YES
                else _("Takk for svaret. Koordinatoren spør en annen."),
            )
        return redirect("matching:answer", key=key)
    point = queries.contact_of(row)
    if point:
        audit.looked("read contact point", row, by=request.viewer)
    context = {
        "row": row,
        "said": queries.said(queries.whole_one(row.request), request.facts),
        "way": dict(ContactForm.choices).get(row.way, ""),
        "message": queries.message_to_supporter(row),
        "is_waiting": row.answer == "",
        "is_yes": row.answer == Answer.YES,
        "contact": queries.contact_in_clear(point) if point else "",
        "is_safe": point.is_safe if point else True,
    }
    return render(request, "matching/answer.html", context)
