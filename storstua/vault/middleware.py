"""Holds the keys of drawers for one request, and forgets them when it ends."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .held import keys_held


class HoldKeys:
    """Lets a request look up each key once; nothing in clear outlives the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Run the request with an empty hand, and empty it again."""
        with keys_held():
            return self.get_response(request)
