"""The questions of someone who wants a talk, one page each, and the check before sending."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from storstua.base import clock
from storstua.base.doors import open_to_all
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.throttle import Limit, network_of, within
from storstua.base.viewer import Viewer
from storstua.base.working_days import after_working_days
from storstua.matching import actions, answering, draft, nicknames, permissions, queries
from storstua.matching.forms import AboutForm, CheckForm, NameForm, WayForm, WishesForm
from storstua.matching.forms.asking import Question
from storstua.organisations.request import OrganisationRequest
from storstua.people.receipt_session import enter
from storstua.ui.addresses import root_url

PER_NETWORK = Limit("requests of a network", 10, timedelta(hours=1))
PER_ORGANISATION = Limit("requests of an organisation", 60, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions."""

    name: str
    form: type[Question]
    heading: Any
    may_skip: bool = True


STEPS = (
    Step("about", AboutForm, gettext_lazy("Hvem gjelder det, og hva vil du snakke om?")),
    Step("way", WayForm, gettext_lazy("Hvordan vil du helst snakke?")),
    Step("wishes", WishesForm, gettext_lazy("Er noe viktig for deg hos [[likepersonen]]?")),
    Step("nickname", NameForm, gettext_lazy("Hva skal vi kalle deg?"), may_skip=False),
)
LAST = len(STEPS) + 1


@open_to_all
@require_safe
def talk(request: OrganisationRequest) -> HttpResponse:
    """What a talk is, and the ways to begin."""
    promised = after_working_days(clock.today(), request.facts.policy.answer_within_working_days)
    return render(request, "matching/talk.html", {"promised_on": promised})


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: OrganisationRequest, number: int) -> HttpResponse:
    """One page of questions; what was answered stays when one comes back."""
    this = STEPS[number - 1]
    so_far = draft.answers(request, request.organisation.id)
    if number == 1 and request.method == "GET" and "likeperson" in request.GET:
        return _begin_with(request, request.GET["likeperson"])
    if this.name == "nickname" and not so_far.get("nickname"):
        so_far["nickname"] = nicknames.new_nickname()
    form = _form(request, this, so_far)
    if "skip" in request.POST and this.may_skip:
        return _go_on(request, so_far, dict.fromkeys(form.fields, ""), number)
    if form.is_valid():
        return _go_on(request, so_far, form.cleaned_data, number)
    context = {
        "form": form,
        **_counted(number, so_far),
        "heading": this.heading,
        "may_skip": this.may_skip,
        "back_url": _back(number, so_far),
        "is_minor": so_far.get("is_minor"),
        "young_lines": _young_lines(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/step.html", context, status=status)


def _form(request: OrganisationRequest, this: Step, so_far: draft.Answers) -> Question:
    extra: dict[str, Any] = {}
    if this.form is NameForm:
        extra["way"] = so_far.get("way") or ""
    return this.form(
        sent(request),
        organisation=request.organisation,
        facts=request.facts,
        initial=so_far,
        **extra,
    )


def _address(number: int) -> str:
    if number == LAST:
        return reverse("matching:check")
    return reverse("matching:ask") if number == 1 else reverse("matching:step", args=[number])


def _pages(so_far: draft.Answers) -> list[int]:
    """The pages there are: who has chosen a person is not asked for wishes about one."""
    skipped = {1, 3} if so_far.get("wished") else set()
    return [each for each in range(1, LAST + 1) if each not in skipped]


def _counted(number: int, so_far: draft.Answers) -> dict[str, Any]:
    """Which page this is, of those there are, and whom the talk is to be with if that is said."""
    pages = _pages(so_far)
    return {
        "step": sum(each <= number for each in pages) or 1,
        "steps": len(pages),
        "wished_name": so_far.get("wished_name", ""),
    }


def _back(number: int, so_far: draft.Answers) -> str:
    """The address of the page before; what a talk is, before the first."""
    before = [each for each in _pages(so_far) if each < number]
    return _address(before[-1]) if before else reverse("matching:talk")


def _after(number: int, so_far: draft.Answers) -> int:
    return next(each for each in _pages(so_far) if each > number)


def _go_on(
    request: OrganisationRequest, so_far: draft.Answers, said: dict[str, Any], number: int
) -> HttpResponse:
    so_far |= said
    draft.keep(request, request.organisation.id, so_far)
    back_to_check = "endre" in request.GET
    return HttpResponseRedirect(_address(LAST if back_to_check else _after(number, so_far)))


def _begin_with(request: OrganisationRequest, key: str) -> HttpResponse:
    """Begin from a profile: whom it is about and the wishes are said by the choice of person."""
    found = queries.wished(request.organisation.id, key, request.facts.policy)
    if found is None:
        return redirect("matching:ask")
    supporter_id, name = found
    wished = {"wished": supporter_id, "wished_name": name}
    draft.keep(request, request.organisation.id, wished)
    return redirect("matching:step", 2)


def _young_lines(request: OrganisationRequest) -> list[Any]:
    country = request.organisation.country
    lines = request.facts.help_lines
    return [line for line in lines if line.is_for_young and line.country == country]


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: OrganisationRequest) -> HttpResponse:
    """Look over what was said; send it; get the receipt."""
    so_far = draft.answers(request, request.organisation.id)
    if not so_far:
        return redirect("matching:ask")
    form = CheckForm(
        sent(request),
        organisation=request.organisation,
        facts=request.facts,
        initial=so_far,
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if not _within_limits(request):
            form.add_error(None, _("Det har kommet mange forespørsler. Prøv igjen om en time."))
            status = 429
        else:
            try:
                return _send(request, so_far | form.cleaned_data)
            except Refusal as refusal:
                form.refuse(refusal)
    promised = after_working_days(clock.today(), request.facts.policy.answer_within_working_days)
    context = {
        "form": form,
        **_counted(LAST, so_far),
        "back_url": _back(LAST, so_far),
        "answers": answering.in_words(so_far, request.facts, _address),
        "promised_on": promised,
        "is_minor": so_far.get("is_minor"),
        "is_change": bool(so_far.get("change")),
    }
    return render(request, "matching/check.html", context, status=status)


def _within_limits(request: OrganisationRequest) -> bool:
    return within(PER_NETWORK, network_of(request)) and within(
        PER_ORGANISATION, str(request.organisation.id)
    )


def _send(request: OrganisationRequest, so_far: draft.Answers) -> HttpResponse:
    values = answering.values_from(so_far, get_language() or "nb")
    own = permissions.own_request(request.viewer)
    if so_far.get("change") and own:
        seen = so_far["change"]
        actions.change_request(by=request.viewer, request=own, values=values, seen=seen)
        draft.forget(request)
        messages.success(request, _("Endringene er lagret."))
        return HttpResponseRedirect(root_url("matching:home"))
    by = Viewer.visitor(request.organisation.id)
    row, words = actions.ask_for_talk(by=by, organisation=request.organisation, values=values)
    draft.forget(request)
    enter(request, row.person)
    draft.keep_words(request, words)
    return HttpResponseRedirect(f"{root_url('matching:receipt')}?sendt=ja")
