"""Pages of the coordinator: the queue, one request with suggestions, asking a supporter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.audit import actions as audit
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.conversations import queries as talks
from storstua.matching import actions, explaining, permissions, queries
from storstua.matching.choices import Answer, State
from storstua.matching.forms import AskForm, QueueFilter, SearchForm
from storstua.organisations.request import OrganisationRequest
from storstua.ui.menus import MenuItem, entry, present
from storstua.ui.moments import full_day

PAGE = 30


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def queue(request: OrganisationRequest) -> HttpResponse:
    """Who waits, longest first, with the promised answer."""
    form = QueueFilter(request.GET, facts=request.facts)
    wished = form.cleaned_data if form.is_valid() else {}
    rows = queries.queue(
        request.viewer,
        state=wished.get("tilstand", ""),
        area_ids=form.area_ids() if wished else (),
        county=wished.get("fylke", ""),
        due=wished.get("svarfrist", ""),
        order=request.GET.get("sorter", ""),
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    lines = [explaining.queue_line(queries.line_of(row), request.facts) for row in page.object_list]
    template = "matching/queue.html#listing" if request.htmx else "matching/queue.html"
    return render(request, template, {"page": page, "lines": lines, "form": form})


def _found(request: OrganisationRequest, key: UUID) -> Any:
    return get_object_or_404(queries.whole(permissions.readable(request.viewer)), key=key)


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def one_request(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """What the person said, up to three supporters to ask with reasons, and why not the others."""
    row = _found(request, key)
    audit.looked("read request", row, by=request.viewer)
    is_open = row.state in {State.WAITING, State.ASKED}
    policy = request.facts.policy
    found = queries.candidates(request.viewer, policy) if is_open else []
    suggested, who = queries.suggestions(row, found)
    asks = queries.asks_of(row)
    said = queries.said(row, request.facts)
    met = next((ask for ask in asks if ask.answer == Answer.YES), None)
    context = {
        "talk": talks.by_key(met.talk_key) if met and row.state == State.TALKING else None,
        "crumbs": present(
            entry(_("Forespørsler"), "matching:queue"), MenuItem(said.nickname, request.path)
        ),
        "row": row,
        "said": said,
        "text": queries.own_text(row),
        "state": row.state,
        "asks": asks,
        "offered_ask": next((ask for ask in asks if ask.waits_for_person), None),
        "speaks_for_them": row.state in {State.OFFERED, State.TALKING}
        and not permissions.has_words(row),
        "waiting_ask": next((ask for ask in asks if ask.answer == ""), None),
        "cards": explaining.cards(suggested, who, request.facts),
        "others": explaining.others(suggested, who),
        "may_open": policy.allows_emergency_opening,
        "others_count": sum(len(ids) for ids in suggested.others.values()),
    }
    return render(request, "matching/request.html", context)


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def search(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Choose among everyone who can be asked, with the same reasons."""
    row = _found(request, key)
    form = SearchForm(request.GET)
    name = form.cleaned_data["navn"].lower() if form.is_valid() else ""
    found = queries.candidates(request.viewer, request.facts.policy)
    lines = explaining.everyone(row, found, name)
    page = Paginator(lines, PAGE).get_page(request.GET.get("side"))
    return render(request, "matching/search.html", {"row": row, "page": page, "form": form})


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: OrganisationRequest, key: UUID, supporter: UUID) -> HttpResponse:
    """Ask one supporter: what they will see, a few words, send."""
    row = _found(request, key)
    candidate = queries.candidate(request.viewer, supporter, request.facts.policy)
    if candidate is None:
        raise Http404
    audit.looked("read request", row, by=request.viewer)
    ways = tuple(way for way in row.contact_forms if way in candidate.ways)
    form = AskForm(
        sent(request),
        ways=ways,
        initial={
            "way": ways[0] if len(ways) == 1 else "",
            "message": explaining.greeting(candidate),
        },
    )
    if form.is_valid():
        try:
            actions.ask_supporter(
                by=request.viewer, request=row, candidate=candidate, **form.cleaned_data
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            asked = _("Spørsmålet er sendt til %s.")
            noted = _("Spørsmålet er skrevet opp. Ring %s, og skriv inn svaret her.")
            said_now = asked if candidate.has_account else noted
            messages.success(request, said_now % candidate.name)
            return redirect("matching:request", key=key)
    said = queries.said(row, request.facts)
    context = {"row": row, "said": said, "candidate": candidate, "form": form, "ways": ways}
    status = 422 if form.is_bound else 200
    return render(request, "matching/question.html", context, status=status)


@holding(Role.COORDINATOR)
@require_POST
def noting(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Write down what a supporter who cannot sign in has answered on the telephone."""
    row = _found(request, key)
    ask = queries.open_ask(row)
    answer = Answer.YES if request.POST.get("svar") == "ja" else Answer.NOT_NOW
    try:
        if ask is None or str(ask.key) != request.POST.get("hvem"):
            raise Refusal(_("Spørsmålet gjelder ikke lenger."))
        actions.answer_ask(by=request.viewer, ask=ask, answer=answer)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Svaret er skrevet inn."))
    return redirect("matching:request", key=key)


@holding(Role.COORDINATOR)
@require_POST
def meeting(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Note what someone without words has told the coordinator: the supporter is fine, or not."""
    row = _found(request, key)
    ask = queries.waiting_offer(row)
    is_fine = request.POST.get("svar") == "ja"
    try:
        if ask is None:
            raise Refusal(_("Spørsmålet gjelder ikke lenger."))
        actions.meet(by=request.viewer, ask=ask, is_fine=is_fine)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        said = _("Ja er notert. De kan begynne.") if is_fine else _("Nei er notert. Spør en annen.")
        messages.success(request, said)
    return redirect("matching:request", key=key)


@holding(Role.COORDINATOR)
@require_POST
def prolonging(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Give more time for a talk, for someone without words."""
    row = _found(request, key)
    try:
        day = actions.give_more_time(by=request.viewer, request=row)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("De har tid til og med %s.") % full_day(day))
    return redirect("matching:request", key=key)


@holding(Role.COORDINATOR)
@require_POST
def taking_back(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Take a waiting ask back."""
    ask = get_object_or_404(
        permissions.readable_asks(request.viewer).select_related("request"), key=key
    )
    try:
        actions.take_back(by=request.viewer, ask=ask)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Spørsmålet er trukket tilbake."))
    return redirect("matching:request", key=ask.request.key)


@holding(Role.COORDINATOR)
@require_POST
def waiting_list(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Put a request on the waiting list, or take it off."""
    row = _found(request, key)
    waits = request.POST.get("venter") == "ja"
    actions.set_waiting_list(by=request.viewer, request=row, waits=waits)
    said = (
        _("Forespørselen står på venteliste.") if waits else _("Forespørselen er tatt av listen.")
    )
    messages.success(request, said)
    return redirect("matching:request", key=key)


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """End a request, after a question that names what goes."""
    row = _found(request, key)
    if request.method == "POST":
        actions.end_request(by=request.viewer, request=row)
        messages.success(request, _("Forespørselen er avsluttet."))
        return redirect("matching:queue")
    return render(request, "matching/ending.html", {"row": row})
