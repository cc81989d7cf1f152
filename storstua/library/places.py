"""Where a text is found: at an address of its own or below /informasjon/, if its room is open."""

from collections.abc import Collection

from django.urls import NoReverseMatch, reverse

from storstua.library.choices import Shelf
from storstua.library.texts import SOURCE_LANGUAGE, Text, all_texts

# Texts that every service must have, at addresses of their own.
OWN_PAGES = {
    "hjelp-na": "library:help",
    "bli-likeperson": "library:become",
    "for-fagfolk": "library:professionals",
    "personvern": "library:privacy",
    "tilgjengelighet": "library:accessibility",
    "trygg-bruk": "library:safe_use",
    "om": "library:about",
}


def is_open(text: Text, open_rooms: Collection[str]) -> bool:
    """True when the text may be read: it has its own page, or its room is open."""
    return text.slug in OWN_PAGES or text.shelf == Shelf.ABOUT or text.shelf in open_rooms


def page_address(slug: str) -> str:
    """The address of a text, inside the organisation of the request."""
    own = OWN_PAGES.get(slug)
    return reverse(own) if own else reverse("library:page", args=[slug])


def address_of(target: str, open_rooms: Collection[str]) -> str:
    """Where a link in a text leads: `side:<slug>`, `rute:<url name>` or `https://…`.

    "" when the page is not built or its room is closed; the link is then plain text.
    """
    kind, _colon, rest = target.partition(":")
    if kind == "rute":
        try:
            return reverse(rest)
        except NoReverseMatch:
            return ""
    if kind == "side":
        text = all_texts().get((rest, SOURCE_LANGUAGE))
        return page_address(rest) if text and is_open(text, open_rooms) else ""
    return target if kind == "https" else ""
