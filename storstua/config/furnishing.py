"""Gives each request the menus, help lines and words that its pages need, lazily."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from storstua.home import menus
from storstua.organisations.request import OrganisationRequest
from storstua.ui.menus import HelpLine

# The names of help lines stand as they are written there.
SPOKEN_IN = {"NO": "nb", "DE": "de"}

type Handler = Callable[[HttpRequest], HttpResponseBase]


class Furnish:
    """Sets `menu`, `side_menu`, `footer_menu`, `account`, `help_lines` and `word_forms`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hang the furniture on the request; what no page asks for is never made."""
        if getattr(request, "organisation", None):
            inside = cast(OrganisationRequest, request)
            request.menu = SimpleLazyObject(lambda: menus.main_menu(inside))  # type: ignore[attr-defined]
            request.footer_menu = SimpleLazyObject(menus.footer_menu)  # type: ignore[attr-defined]
            request.side_menu = SimpleLazyObject(lambda: menus.side_menu(inside))  # type: ignore[attr-defined]
            request.help_lines = [  # type: ignore[attr-defined]
                HelpLine(line.name, line.number, SPOKEN_IN.get(line.country, ""))
                for line in inside.facts.help_lines
                if line.is_in_strip and line.country == inside.organisation.country
            ]
            request.word_forms = inside.facts.words.get(get_language() or "nb", {})  # type: ignore[attr-defined]
        request.account = menus.account_menu(request, request.viewer)  # type: ignore[attr-defined]
        return self.get_response(request)
