"""Pages of someone who has asked: the words, where the request stands, change and withdraw."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.base import clock
from storstua.base.doors import with_receipt
from storstua.base.refusal import Refusal
from storstua.conversations import permissions as talk_permissions
from storstua.conversations import queries as talks
from storstua.matching import actions, answering, draft, permissions, queries
from storstua.matching.choices import State
from storstua.matching.forms import NoticeAddressForm
from storstua.organisations.request import OrganisationRequest
from storstua.outbox.queries import sends_sms
from storstua.people.receipt_session import enter_again
from storstua.roles import queries as roles
from storstua.ui.addresses import root_url
from storstua.ui.moments import full_day


@with_receipt
@never_cache
@require_safe
def home(request: OrganisationRequest) -> HttpResponse:
    """Where the request stands, in one sentence, and the conversations."""
    return render(request, "matching/home.html", _standing(request))


def _standing(request: OrganisationRequest) -> dict[str, object]:
    own = queries.whole(permissions.own_requests(request.viewer)).first()
    rows = talks.listed(talk_permissions.readable(request.viewer), request.viewer.person_id)
    lines = talks.lines(rows[:20], request.viewer.person_id)
    context: dict[str, object] = {
        "own": own,
        "state": own.state if own else "",
        "is_late": bool(own and own.promised_on < clock.today()),
        "said": queries.said(own, request.facts) if own else None,
        "lines": lines,
        "writes": any(line.is_written and not line.is_over for line in lines),
        "notice_way": (own.notice_way or "") if own else "",
        "form": NoticeAddressForm(has_sms=sends_sms()),
        "asking_url": f"/{request.organisation.slug}/samtale/be-om/",
        "emergency": roles.openings_about(request.viewer.person_id).first(),
    }
    if own and own.state == State.OFFERED and (ask := queries.waiting_offer(own)):
        context["offer"] = queries.offer_of(ask, request.facts)
    return context


@with_receipt
@require_POST
def meeting(request: OrganisationRequest) -> HttpResponse:
    """Say whether the supporter who said yes is fine; no reason is asked for."""
    own = permissions.own_request(request.viewer)
    ask = queries.waiting_offer(own) if own else None
    is_fine = request.POST.get("svar") == "ja"
    if ask is None or str(ask.key) != request.POST.get("hvem"):
        messages.error(request, _("Spørsmålet gjelder ikke lenger."))
        return HttpResponseRedirect(root_url("matching:home"))
    try:
        met = actions.meet(by=request.viewer, ask=ask, is_fine=is_fine)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(root_url("matching:home"))
    talk = queries.talk_of(met)
    if talk and talk.is_written:
        return HttpResponseRedirect(root_url("conversations:seeker_thread", str(talk.key)))
    said = _("Fint. Da er alt klart.") if is_fine else _("Takk for svaret. Vi spør en annen.")
    messages.success(request, said)
    return HttpResponseRedirect(root_url("matching:home"))


@with_receipt
@require_POST
def more_time(request: OrganisationRequest) -> HttpResponse:
    """Let the supporter ring or meet one for longer."""
    own = permissions.own_request(request.viewer)
    try:
        if own is None:
            raise Refusal(_("Samtalen er avsluttet."))
        day = actions.give_more_time(by=request.viewer, request=own)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Dere har tid til og med %s.") % full_day(day))
    return HttpResponseRedirect(root_url("matching:home"))


@with_receipt
@never_cache
@require_safe
def receipt(request: OrganisationRequest) -> HttpResponse:
    """The seven words, as long as this session lasts."""
    words = draft.words(request)
    own = permissions.own_request(request.viewer)
    context = {
        "words": words,
        "first": words[:4],
        "rest": words[4:],
        "own": own,
        "form": NoticeAddressForm(has_sms=sends_sms()),
        "is_sent": "sendt" in request.GET,
        "is_new": "ny" in request.GET,
    }
    return render(request, "matching/receipt.html", context)


@with_receipt
@never_cache
@require_safe
def note(request: OrganisationRequest) -> HttpResponse:
    """The words as a plain note, named like any other."""
    text = "\n".join(draft.words(request)) + "\n"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notat.txt"'
    return response


@with_receipt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: OrganisationRequest) -> HttpResponse:
    """Offered, never forced: write words two and five, to see that one has them."""
    words = draft.words(request)
    typed = (request.POST.get("to", ""), request.POST.get("fem", ""))
    right = bool(words) and answering.same_words(typed, (words[1], words[4]))
    context = {"words": words, "tried": request.method == "POST", "right": right, "typed": typed}
    return render(request, "matching/practice.html", context)


@with_receipt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_words(request: OrganisationRequest) -> HttpResponse:
    """Get new words; the old ones stop working at once."""
    if request.method == "POST":
        words = actions.renew_words(by=request.viewer)
        enter_again(request)
        draft.keep_words(request, words)
        return HttpResponseRedirect(f"{root_url('matching:receipt')}?ny=ja")
    return render(request, "matching/new_words.html")


@with_receipt
@require_POST
def notice(request: OrganisationRequest) -> HttpResponse:
    """Keep a number or address for one neutral notice, or delete it."""
    own = permissions.own_request(request.viewer)
    if own is None:
        return HttpResponseRedirect(root_url("matching:home"))
    form = NoticeAddressForm(request.POST, has_sms=sends_sms())
    if form.is_valid():
        address = form.cleaned_data["address"]
        try:
            actions.set_notice_address(
                by=request.viewer, request=own, address=address, way=form.way
            )
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
            return HttpResponseRedirect(root_url("matching:home"))
        said = _("Varselet er slått på.") if address else _("Varselet er slått av.")
        messages.success(request, said)
        came_from = "matching:receipt" if "kode" in request.POST else "matching:home"
        return HttpResponseRedirect(root_url(came_from))
    return render(request, "matching/home.html", _standing(request) | {"form": form}, status=422)


@with_receipt
@require_POST
def change(request: OrganisationRequest) -> HttpResponse:
    """Open the questions again, with what was said in them."""
    own = permissions.own_request(request.viewer)
    if own is None:
        return HttpResponseRedirect(root_url("matching:home"))
    answers = answering.answers_from(own, *queries.own_phone(own), queries.own_text(own))
    draft.keep(request, own.organisation_id, answers)
    return HttpResponseRedirect(f"/{request.organisation.slug}/samtale/be-om/se-over/")


@with_receipt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: OrganisationRequest) -> HttpResponse:
    """Take the request back, after a question."""
    own = permissions.own_request(request.viewer)
    if request.method == "POST" and own:
        try:
            actions.withdraw(by=request.viewer, request=own)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Forespørselen er trukket. Det du skrev, er slettet."))
        return HttpResponseRedirect(root_url("matching:home"))
    return render(request, "matching/withdrawal.html", {"own": own})
