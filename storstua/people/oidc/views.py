"""Pages on the way to a provider and back, and the list of the sign-ins that are linked."""

from typing import cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from storstua.audit import actions as audit
from storstua.base import guessing, throttle
from storstua.base.doors import open_to_all, signed_in
from storstua.base.middleware import writes_on_return
from storstua.base.refusal import Refusal
from storstua.base.request import Request
from storstua.people import actions, queries, signing_in, tries
from storstua.people.asking_again import asks_again
from storstua.people.models import Account
from storstua.people.oidc import flow
from storstua.people.oidc.fetching import NotProven
from storstua.people.oidc.flow import Errand, TurnedBack
from storstua.people.oidc.provider import Provider, label_of, named, providers
from storstua.people.oidc.tokens import Proven
from storstua.ui import errors
from storstua.ui.addresses import root_url, safe_next

# The provider's own trouble says nothing about who asks.
NOT_A_GUESS = ("no answer", "answer 5")
STARTS = throttle.Limit("oidc", 60, tries.TEN_MINUTES)


@open_to_all
@never_cache
@require_POST
def set_out(request: Request, name: str) -> HttpResponse:
    """Go to a provider to sign in. Whoever has come in already needs no second sign-in."""
    provider = _in_use(name)
    if request.viewer.is_signed_in:
        return HttpResponseRedirect(root_url("people:account"))
    onward = safe_next(request, request.POST.get("next") or root_url("people:account"))
    return _sent(request, provider, onward=onward)


@open_to_all
@never_cache
@require_GET
@writes_on_return
def way_back(request: Request, name: str) -> HttpResponse:
    """Come back from a provider: signed in, linked, or told calmly that it did not work."""
    provider = _in_use(name)
    counters = tries.link(request)
    if guessing.spent(*counters):
        return errors.page(request, 429)
    try:
        found, errand = flow.come_back(request, provider)
    except TurnedBack:
        messages.info(request, _("Du avbrøt innloggingen."))
        return HttpResponseRedirect(_home(request))
    except NotProven as fault:
        if not fault.code.startswith(NOT_A_GUESS):
            guessing.note(*counters)
        return _not_proven(request, provider, fault.code)
    return (_link if errand.account else _sign_in)(request, provider, found, errand)


@signed_in
@asks_again
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def identities(request: Request) -> HttpResponse:
    """The sign-ins at providers that open the account; link one, or take one away."""
    linked = queries.identities_of(request.viewer.account_id)
    if not linked and not providers():
        raise Http404
    if name := request.POST.get("link", ""):
        return _sent(request, _in_use(name), account=request.viewer.account_id)
    if name := request.POST.get("unlink", ""):
        return _unlinked(request, name[:40])
    context = {
        "linked": [(label_of(each.provider), each) for each in linked],
        "others": [
            each for each in providers() if each.name not in {line.provider for line in linked}
        ],
    }
    return render(request, "people/identities.html", context)


def _in_use(name: str) -> Provider:
    provider = named(name)
    if provider is None:
        raise Http404
    return provider


def _home(request: Request) -> str:
    """Where someone comes from who gives up."""
    is_in = request.viewer.is_signed_in
    return root_url("people:identities" if is_in else "account_login")


def _sent(request: Request, provider: Provider, account: int = 0, onward: str = "") -> HttpResponse:
    """The page that leads on. No redirect: browsers bind where a form may lead, each hop of it,
    and a provider's hops are its own."""
    if not throttle.within(STARTS, throttle.network_of(request)):
        return errors.page(request, 429)
    try:
        address = flow.set_out(request, provider, account, onward)
    except NotProven as fault:
        return _not_proven(request, provider, fault.code)
    return render(request, "people/going.html", {"address": address, "provider": provider})


def _not_proven(request: Request, provider: Provider, code: str) -> HttpResponse:
    audit.refused("sign in", by=request.viewer, purpose=f"{provider.name}: {code}")
    context = {
        "heading": _("Innloggingen gikk ikke"),
        "text": _(
            "Vi fikk ikke vite av %(provider)s hvem du er. Prøv igjen, eller velg en annen måte."
        )
        % {"provider": provider.label},
        "home": _home(request),
    }
    return render(request, "people/way_back.html", context, status=400)


def _link(request: Request, provider: Provider, found: Proven, errand: Errand) -> HttpResponse:
    if errand.account != request.viewer.account_id:
        return _not_proven(request, provider, "other account")
    lookup = queries.identity_lookup(found.issuer, found.subject)
    account = queries.account(request.viewer.account_id)
    try:
        actions.link_identity(
            by=request.viewer, account=account, provider=provider.name, lookup=lookup
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        said = _("Nå kan du logge inn med %(provider)s.") % {"provider": provider.label}
        messages.success(request, said)
    return HttpResponseRedirect(root_url("people:identities"))


def _unlinked(request: Request, name: str) -> HttpResponse:
    account = queries.account(request.viewer.account_id)
    try:
        actions.unlink_identity(by=request.viewer, account=account, provider=name)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        said = _("%(provider)s åpner ikke kontoen din lenger.") % {"provider": label_of(name)}
        messages.success(request, said)
    return HttpResponseRedirect(root_url("people:account"))


def _sign_in(request: Request, provider: Provider, found: Proven, errand: Errand) -> HttpResponse:
    if request.viewer.is_signed_in:
        return HttpResponseRedirect(root_url("people:account"))
    account = queries.account_behind(queries.identity_lookup(found.issuer, found.subject))
    if account is None:
        return _unknown(request, provider)
    return _let_in(request, provider, account, found, errand)


def _let_in(
    request: Request, provider: Provider, account: Account, found: Proven, errand: Errand
) -> HttpResponse:
    """Into the account; the second step is asked for unless the provider's level counts as it."""
    login = Login(user=account, email=account.email, redirect_url=errand.onward)
    signing_in.note_provider(request, account, provider.name, found.counts_as_two)
    if found.counts_as_two:
        login.state = {"stages": {"mfa_authenticate": {"handled": True}}}
    return cast(HttpResponse, perform_login(request, login))


def _unknown(request: Request, provider: Provider) -> HttpResponse:
    """Nobody is made known, and nobody is looked up by mail: a link is made by who is signed in."""
    audit.refused("sign in", by=request.viewer, purpose=f"{provider.name}: nobody linked")
    context = {
        "heading": _("Vi kjenner ikke denne innloggingen"),
        "text": _(
            "Ingen konto er koblet til innloggingen din hos %(provider)s. Logg inn slik du pleier. "
            "Så kobler du den til under «Kontoen min»."
        )
        % {"provider": provider.label},
        "home": root_url("account_login"),
    }
    return render(request, "people/way_back.html", context, status=403)
