"""Addresses that hold a secret: whoever tries many that lead nowhere has to wait."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from storstua.base import guessing
from storstua.people import tries
from storstua.ui import errors

type View = Callable[..., HttpResponseBase]


def counts_wrong_links(view: View) -> View:
    """Counts the secrets that lead nowhere, by network. Hang it inside the door.

    A link leads nowhere when the view says 404, or that its token fails, as allauth calls it.
    """

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        counters = tries.link(request)
        if guessing.spent(*counters):
            return errors.page(request, 429)
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            guessing.note(*counters)
            raise
        if (getattr(response, "context_data", None) or {}).get("token_fail"):
            guessing.note(*counters)
        return response

    return counted
