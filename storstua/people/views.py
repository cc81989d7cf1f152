"""Pages of people: coming back with receipt words, leaving fast, one's own account."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from storstua import vault
from storstua.base import guessing
from storstua.base.doors import open_to_all, signed_in
from storstua.base.request import Request, sent
from storstua.people import actions, queries, session_store, sign_in_log, signing_in, tries
from storstua.people.forms import LanguageForm, WordsForm
from storstua.people.models import Account
from storstua.people.oidc.provider import label_of
from storstua.people.receipt_session import enter
from storstua.ui import preferences
from storstua.ui.addresses import root_url


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request) -> HttpResponse:
    """Come back with the seven words of a receipt. One text for all that does not fit."""
    form = WordsForm(sent(request))
    status = 422 if form.is_bound else 200
    guess = guessing.begin(*tries.words(request)) if form.is_bound else None
    if form.is_bound and guess is None:
        form.add_error(None, tries.TOO_MANY)
        status = 429
    elif form.is_valid():
        try:
            person = queries.by_words(form.cleaned_data["words"])
        except vault.Busy:
            form.add_error(None, _("Mange prøver akkurat nå. Vent et øyeblikk, og prøv igjen."))
            status = 503
        else:
            if person and guess:
                guess.was_right()
                enter(request, person)
                return HttpResponseRedirect(root_url("matching:home"))
            form.add_error("words", _("Vi finner ingen samtale med denne koden."))
    response = render(request, "people/words.html", {"form": form}, status=status)
    if status == 503:
        response["Retry-After"] = "5"
    return response


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request) -> HttpResponse:
    """Leave at once: the own session ends, the browser forgets, a neutral site opens."""
    if request.viewer.is_signed_in:
        signing_in.note_leaving(request.viewer.account_id)
    logout(request)
    response = HttpResponseRedirect(settings.SAFE_ELSEWHERE)
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@signed_in
@never_cache
@require_safe
def account(request: Request) -> HttpResponse:
    """What belongs to the sign-in: where one has a place, language, password."""
    places = queries.places_of(request.viewer.account_id)
    if len(places) == 1 and "velg" not in request.GET and request.GET.get("neste") == "arbeid":
        return redirect(places[0].address)
    return render(request, "people/account.html", {"places": places, "account_row": request.user})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: Request) -> HttpResponse:
    """Choose the language of pages and mails."""
    account_row = queries.account(request.viewer.account_id)
    form = LanguageForm(
        sent(request),
        initial={"language": account_row.language or get_language()},
    )
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        actions.choose_language(by=request.viewer, account=account_row, language=chosen)
        with override(chosen):
            messages.success(request, _("Språket er lagret."))
        response = HttpResponseRedirect(root_url("people:account"))
        preferences.keep_language(response, chosen)
        return response
    status = 422 if form.is_bound else 200
    return render(request, "people/language.html", {"form": form}, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: Request) -> HttpResponse:
    """The browsers one is signed in with; end one, or all others."""
    this = session_store.hashed(request.session.session_key or "")
    if request.method == "POST":
        ended = actions.end_sessions(
            by=request.viewer,
            account=queries.account(request.viewer.account_id),
            keep=this,
            only=request.POST.get("end", "")[:64],
        )
        messages.success(
            request,
            ngettext("Én innlogging er avsluttet.", "%(n)s innlogginger er avsluttet.", ended)
            % {"n": ended}
            if ended
            else _("Ingen andre innlogginger var åpne."),
        )
        return HttpResponseRedirect(root_url("people:sessions"))
    lines = queries.sessions_of(request.viewer.account_id, this)
    linked = queries.identities_of(request.viewer.account_id)
    context = {
        "lines": lines,
        "phones": queries.phones_of(request.viewer.account_id),
        "log": sign_in_log.lines_of(cast(Account, request.user)),
        "known": queries.browsers_known(request.viewer.account_id),
        "identities": [(label_of(each.provider), each) for each in linked],
    }
    return render(request, "people/sessions.html", context)
