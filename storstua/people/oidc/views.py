"""Pages on the way to a provider and back."""

from typing import cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from storstua.audit import actions as audit
from storstua.base import guessing
from storstua.base.doors import open_to_all
from storstua.base.middleware import writes_on_return
from storstua.base.outside import asks_outside
from storstua.base.request import Request
from storstua.people import queries, signing_in, tries
from storstua.people.models import Account
from storstua.people.oidc import flow
from storstua.people.oidc.fetching import NotProven
from storstua.people.oidc.flow import Errand, TurnedBack, WrongCode
from storstua.people.oidc.going import home, in_use, not_proven, sent, turned_away
from storstua.people.oidc.own_views import come_home
from storstua.people.oidc.provider import Provider
from storstua.people.oidc.tokens import Proven
from storstua.ui import errors
from storstua.ui.addresses import root_url, safe_next


@open_to_all
@never_cache
@require_POST
@asks_outside
def set_out(request: Request, name: str) -> HttpResponse:
    """Go to a provider to sign in. Whoever has come in already needs no second sign-in."""
    provider = in_use(name)
    if request.viewer.is_signed_in:
        return HttpResponseRedirect(root_url("people:account"))
    onward = safe_next(request, request.POST.get("next") or root_url("people:account"))
    return sent(request, provider, onward=onward)


@open_to_all
@never_cache
@require_GET
@writes_on_return
@asks_outside
def way_back(request: Request, name: str) -> HttpResponse:
    """Come back from a provider: signed in, linked, or told calmly that it did not work."""
    provider = in_use(name)
    try:
        errand = flow.errand_of(request, provider)
    except NotProven as fault:
        # Reaches nothing, so it is no guess: a flood of these stops nobody. Nor does it fill the
        # log: how often one may set out is limited, and without that nothing is noted.
        flow.use_up(request)
        tell = turned_away if fault.code == flow.NO_ERRAND else not_proven
        return tell(request, provider, fault.code)
    if guessing.spent(*tries.way_back(request)):
        return errors.page(request, 429)
    return _answered(request, provider, errand)


def _answered(request: Request, provider: Provider, errand: Errand) -> HttpResponse:
    try:
        found = flow.come_back(request, provider, errand)
    except TurnedBack:
        flow.use_up(request)
        messages.info(request, _("Du avbrøt innloggingen."))
        return HttpResponseRedirect(home(request))
    except NotProven as fault:
        flow.use_up(request)
        if isinstance(fault, WrongCode):
            guessing.note(*tries.way_back(request))
        return not_proven(request, provider, fault.code)
    flow.use_up(request)
    return (come_home if errand.account else _sign_in)(request, provider, found, errand)


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
    signing_in.note_provider(
        request,
        account,
        provider.name,
        counts_as_two=found.counts_as_two,
        silent=not errand.saw(found),
    )
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
