"""What takes two people: seen, answered, taken back; and help for someone who cannot sign in."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.people import permissions as people
from storstua.people.queries import has_second_step
from storstua.roles import actions, permissions, queries
from storstua.roles.choices import Loss, Matter, Why
from storstua.roles.forms import AnswerForm, ForgettingForm
from storstua.roles.views.holding import WHO
from storstua.roles.wording import facts_of, outcome_of

YES, NO, BACK = "ja", "nei", "tilbake"


@holding(*WHO)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """One proposal: what, for whom, by whom; the second says yes or no, the first takes it back."""
    viewer, said = request.viewer, request.POST.get("svar", "")
    rows = permissions.readable_proposals(viewer).select_related(
        "person", "proposer", "branch", "answered_by"
    )
    row = get_object_or_404(rows, key=key)
    form = AnswerForm(sent(request) if said == NO else None)
    if said in {YES, BACK} or (said == NO and form.is_valid()):
        return _answered(request, row, said, form)
    is_open = row.is_open(clock.now())
    seconds = permissions.seconds_for([row] if is_open else [], request.facts.policy)
    answering = seconds.get(row.id, frozenset())
    context = {
        "row": row,
        "facts": facts_of(row),
        "outcome": outcome_of(row, clock.now()),
        "form": form,
        "has_second": bool(answering),
        "may_answer": viewer.person_id in answering,
        "may_take_back": is_open and permissions.is_proposer(viewer, row),
        "yes_url": _where_yes_goes(row),
    }
    return render(request, "roles/proposal.html", context, status=422 if form.is_bound else 200)


def _where_yes_goes(row: queries.Proposal) -> str:
    """The page that carries out a yes: a room above this one for what is its own."""
    if row.matter == Matter.MINORS:
        return reverse("supporters:agreeing", args=[row.key])
    return reverse("roles:proposal", args=[row.key])


def _answered(
    request: OrganisationRequest, row: queries.Proposal, said: str, form: AnswerForm
) -> HttpResponse:
    by = request.viewer
    answers: dict[str, tuple[Callable[[], object], str]] = {
        YES: (lambda: actions.agree(by=by, proposal=row), _("Du har sagt ja. Det er gjort.")),
        NO: (
            lambda: actions.decline(by=by, proposal=row, why=Why(form.cleaned_data["why"])),
            _("Du har sagt nei. Den som foreslo det, får vite det."),
        ),
        BACK: (lambda: actions.take_back(by=by, proposal=row), _("Forslaget er tatt tilbake.")),
    }
    answer, done = answers[said]
    try:
        answer()
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, done)
    return redirect("roles:list")


@holding(Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgetting(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Propose that someone who lost phone and spare codes sets up the second step anew."""
    person = get_object_or_404(people.readable(request.viewer), key=key, account__isnull=False)
    form = ForgettingForm(sent(request))
    if form.is_valid():
        try:
            made = actions.propose_forgetting(
                by=request.viewer, person=person, reason=Loss(form.cleaned_data["reason"])
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Foreslått. Det gjelder når en til har sagt ja."))
            return redirect("roles:proposal", made.key)
    context = {
        "form": form,
        "person": person,
        "is_own": people.is_own(request.viewer, person),
        "has_step": has_second_step(person.account_id or 0),
    }
    status = 422 if form.is_bound else 200
    return render(request, "roles/forgetting.html", context, status=status)
