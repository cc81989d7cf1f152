"""The page that leads to a provider, and the calm one when it did not work."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from storstua.audit import actions as audit
from storstua.base import throttle
from storstua.base.request import Request
from storstua.people import tries
from storstua.people.oidc import flow
from storstua.people.oidc.fetching import NotProven
from storstua.people.oidc.provider import Provider, named
from storstua.ui import errors
from storstua.ui.addresses import root_url

# Nothing is guessed by going, and a hospital that comes to work stands behind one address.
STARTS = throttle.Limit("oidc", 1000, tries.TEN_MINUTES)


def in_use(name: str) -> Provider:
    """The provider of this name; raises Http404 when there is none."""
    provider = named(name)
    if provider is None:
        raise Http404
    return provider


def home(request: Request) -> str:
    """Where someone comes from who gives up."""
    is_in = request.viewer.is_signed_in
    return root_url("people:account" if is_in else "account_login")


def sent(
    request: Request,
    provider: Provider,
    *,
    account: int = 0,
    onward: str = "",
    again: bool = False,
) -> HttpResponse:
    """The page that leads on. No redirect: browsers bind where a form may lead, each hop of it,
    and a provider's hops are its own."""
    if not throttle.within(STARTS, throttle.network_of(request)):
        return errors.page(request, 429)
    try:
        address = flow.set_out(request, provider, account=account, onward=onward, again=again)
    except NotProven as fault:
        return not_proven(request, provider, fault.code)
    return render(request, "people/going.html", {"address": address, "provider": provider})


def not_proven(request: Request, provider: Provider, code: str) -> HttpResponse:
    """What is said when a provider has not proven who it is; the log says why."""
    audit.refused("sign in", by=request.viewer, purpose=f"{provider.name}: {code}")
    return turned_away(request, provider, code)


def turned_away(request: Request, provider: Provider, code: str) -> HttpResponse:
    """The same page, with no line in the log."""
    text = _("Vi fikk ikke vite av %(provider)s hvem du er. Prøv igjen, eller velg en annen måte.")
    if code == flow.NOT_ANEW:
        text = _(
            "%(provider)s spurte ikke på nytt hvem du er. Logg ut der først, og prøv igjen, eller "
            "velg en annen måte."
        )
    context = {
        "heading": _("Innloggingen gikk ikke"),
        "text": text % {"provider": provider.label},
        "home": home(request),
    }
    return render(request, "people/way_back.html", context, status=400)
