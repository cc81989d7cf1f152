"""Pages come in the language the account reads, in a browser where nobody has chosen another."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

type Handler = Callable[[HttpRequest], HttpResponseBase]


class OfTheAccount:
    """Speaks the language kept with the account; a choice made in this browser stands above it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of whoever is signed in."""
        is_chosen_here = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        # Nobody's account has no language.
        if not is_chosen_here and (own := getattr(request.user, "language", "")):
            translation.activate(own)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
