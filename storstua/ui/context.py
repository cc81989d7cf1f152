"""What every template may use; reads only what the request already knows."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storstua.ui.addresses import places, with_query
from storstua.ui.menus import NATIONAL_HELP_LINES
from storstua.ui.preferences import chosen_scheme, chosen_text_size

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link that shows this page in another language."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class LookChoice:
    """A link that changes how pages look in this browser."""

    label: str
    url: str
    current: bool = False


def language_links(request: HttpRequest, address: str) -> tuple[LanguageLink, ...]:
    """One link per language back to this page; none when the page that changes it is not built."""
    here = request.get_full_path()
    return tuple(
        LanguageLink(code, name, with_query(address, til=code, neste=here), code == get_language())
        for code, name in LANGUAGES.items()
        if address
    )


def look_choices(request: HttpRequest, address: str) -> tuple[LookChoice, ...]:
    """Links that change colours or size of letters in this browser and come back here."""
    here, scheme, size = request.get_full_path(), chosen_scheme(request), chosen_text_size(request)
    colours = (
        (_("Lyse farger"), "lys", "light"),
        (_("Mørke farger"), "mork", "dark"),
        (_("Farger som enheten"), "enhet", "auto"),
    )
    other = (_("Vanlig tekst"), "vanlig") if size == "lg" else (_("Større tekst"), "stor")
    return (
        *(
            LookChoice(label, with_query(address, farger=word, neste=here), scheme == value)
            for label, word, value in colours
        ),
        LookChoice(other[0], with_query(address, tekst=other[1], neste=here)),
    )


def look(request: HttpRequest) -> dict[str, object]:
    """The names that templates of all rooms may use, with safe values for those not set."""
    known = places()
    return {
        "places": known,
        "organisation": getattr(request, "organisation", None),
        "viewer": getattr(request, "viewer", None),
        "menu": getattr(request, "menu", ()),
        "side_menu": getattr(request, "side_menu", ()),
        "footer_menu": getattr(request, "footer_menu", ()),
        "account": getattr(request, "account", None),
        "help_lines": getattr(request, "help_lines", NATIONAL_HELP_LINES),
        "language_links": language_links(request, known["language"]),
        "look_choices": look_choices(request, known["look"]),
        "scheme": chosen_scheme(request),
        "text_size": chosen_text_size(request),
    }
