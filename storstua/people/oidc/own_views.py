"""Pages of who is signed in: what providers open the account, and showing once more who one is."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.base.doors import signed_in
from storstua.base.outside import asks_outside
from storstua.base.refusal import Refusal
from storstua.base.request import Request
from storstua.people import actions, queries, session_store, signing_in
from storstua.people.asking_again import asks_again
from storstua.people.guarding_ways_in import with_two_steps
from storstua.people.oidc.flow import Errand
from storstua.people.oidc.going import in_use, not_proven, sent
from storstua.people.oidc.provider import Provider, label_of, providers
from storstua.people.oidc.tokens import Proven
from storstua.ui.addresses import root_url, safe_next


@signed_in
@with_two_steps
@asks_again
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks_outside
def identities(request: Request) -> HttpResponse:
    """The sign-ins at providers that open the account; link one, or take one away."""
    account_id = request.viewer.account_id
    linked = queries.identities_of(account_id)
    if not linked and not providers():
        raise Http404
    has_own_step = queries.factors_of(account_id).any
    if has_own_step and (name := request.POST.get("link", "")):
        return sent(request, in_use(name), account=account_id)
    if name := request.POST.get("unlink", ""):
        return _unlinked(request, name[:40])
    context = {
        "linked": [(label_of(each.provider), each) for each in linked],
        "others": [
            each for each in providers() if each.name not in {line.provider for line in linked}
        ],
        "has_own_step": has_own_step,
    }
    return render(request, "people/identities.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks_outside
def again(request: Request, name: str) -> HttpResponse:
    """Show once more who one is, by way of a provider that is linked."""
    provider, account_id = in_use(name), request.viewer.account_id
    if name not in {each.provider for each in queries.identities_of(account_id)}:
        raise Http404
    asked = request.POST.get("next") or request.GET.get("next")
    onward = safe_next(request, asked or root_url("people:account"))
    if request.method == "POST":
        return sent(request, provider, account=account_id, onward=onward, again=True)
    return render(request, "people/again.html", {"provider": provider, "onward": onward})


def come_home(request: Request, provider: Provider, found: Proven, errand: Errand) -> HttpResponse:
    """Back from a provider, signed in already: link it, or note who has shown who they are."""
    if errand.account != request.viewer.account_id:
        return not_proven(request, provider, "other account")
    lookup = queries.identity_lookup(found.issuer, found.subject)
    return (_shown if errand.again else _linked)(request, provider, found, errand, lookup)


def _shown(
    request: Request, provider: Provider, found: Proven, errand: Errand, lookup: str
) -> HttpResponse:
    account = queries.account_behind(lookup)
    if account is None or account.pk != request.viewer.account_id:
        return not_proven(request, provider, "other person")
    signing_in.note_provider(
        request,
        account,
        provider.name,
        counts_as_two=found.counts_as_two,
        reauthenticated=True,
    )
    return HttpResponseRedirect(errand.onward)


def _linked(
    request: Request, provider: Provider, _found: Proven, _errand: Errand, lookup: str
) -> HttpResponse:
    try:
        actions.link_identity(
            by=request.viewer,
            account=queries.account(request.viewer.account_id),
            provider=provider.name,
            lookup=lookup,
            keep=_this(request),
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
        actions.unlink_identity(
            by=request.viewer, account=account, provider=name, keep=_this(request)
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        said = _("%(provider)s åpner ikke kontoen din lenger.") % {"provider": label_of(name)}
        messages.success(request, said)
    return HttpResponseRedirect(root_url("people:account"))


def _this(request: Request) -> str:
    """The hashed key of the session in use."""
    return session_store.hashed(request.session.session_key or "")
