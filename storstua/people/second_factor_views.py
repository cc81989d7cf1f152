"""Pages of the second factor: what is set up, codes from an app, passkeys, codes on paper.

allauth checks; the pages, their addresses and their words are ours.
"""

from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from storstua.base.doors import signed_in
from storstua.base.request import Request
from storstua.people import queries, signing_in
from storstua.people.guarding_ways_in import with_two_steps
from storstua.ui.addresses import root_url, safe_next


def _way_on(request: HttpRequest) -> dict[str, str]:
    """Where someone was going when a second step was asked for, and the query that keeps it.

    Both are "" for whoever came of themselves.
    """
    wished = request.GET.get("next", "")
    onward = safe_next(request, wished) if wished else ""
    return {"onward": onward, "way_on": f"?{urlencode({'next': onward})}" if onward else ""}


@signed_in
@never_cache
@require_safe
def second_factor(request: Request) -> HttpResponse:
    """What is set up for the second step of sign-in, and what can be added."""
    context = {
        "factors": queries.factors_of(request.viewer.account_id),
        "wanted": not signing_in.took_two_steps(request),
        "may_change": signing_in.may_change_ways_in(request),
        "account_url": root_url("people:account"),
        **_way_on(request),
    }
    return render(request, "people/second_factor.html", context)


@signed_in
@with_two_steps
@never_cache
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator] # allauth has no types
@require_http_methods(["GET", "HEAD", "POST"])
def spare_codes(request: Request) -> HttpResponse:
    """Codes to keep on paper. They are shown when asked for, and can be made anew."""
    codes: list[str] = []
    if request.method == "POST":
        if "new" in request.POST:
            flows.generate_recovery_codes(request)
        wrapper, _may_see = flows.view_recovery_codes(request)
        codes = wrapper.get_unused_codes() if wrapper else []
    left = queries.spare_codes_left(request.viewer.account_id)
    context = {"codes": codes, "left": left, **_way_on(request)}
    return render(request, "people/spare_codes.html", context)


class KeepsTheWayOn:
    """A step on the way to a page: what comes after it still knows which page that is."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows, with the way on."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc] # allauth's view comes next
        return {**context, **_way_on(self.request)}

    def get_success_url(self) -> str:
        """Where allauth goes next."""
        address: str = super().get_success_url()  # type: ignore[misc] # allauth's view comes next
        return address + _way_on(self.request)["way_on"]


class FirstCode(KeepsTheWayOn, totp.ActivateTOTPView):  # type: ignore[misc] # allauth has no types
    """Set up codes from an app; the first right code counts as the second step of this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Turn the codes on."""
        response: HttpResponse = super().form_valid(form)
        signing_in.count_as_second_step(self.request, Authenticator.Type.TOTP)
        return response


class NewPasskey(KeepsTheWayOn, passkeys.AddWebAuthnView):  # type: ignore[misc] # allauth has no types
    """Add a passkey that also works without a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser needs to make the passkey, beside the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "options": auth.begin_registration(self.request.user, True)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the passkey."""
        response: HttpResponse = super().form_valid(form)
        signing_in.count_as_second_step(self.request, Authenticator.Type.WEBAUTHN)
        return response
