"""Keeps a second step from being set up, or taken away, by whoever has the first alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.people import actions, queries, signing_in
from storstua.ui.addresses import root_url

type View = Callable[..., HttpResponseBase]


def with_two_steps(view: View) -> View:
    """Lets those in who took two steps, and all whose account has no second step yet.

    Hang it inside the door. Others come to the page that says how they take it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if signing_in.may_change_ways_in(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(root_url("people:second_factor"))

    return guarded


def keeps_the_last(view: View) -> View:
    """Keeps an own second step while a sign-in elsewhere opens the account."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            account = queries.account(request.user.pk or 0)
            try:
                actions.give_up_factor(by=Viewer(account_id=account.pk), account=account)
            except Refusal as refusal:
                messages.error(request, str(refusal.sentence))
                return HttpResponseRedirect(root_url("people:second_factor"))
        return view(request, *args, **kwargs)

    return guarded
