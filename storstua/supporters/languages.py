"""Languages people can talk in: codes as stored, names in the language of the page."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FIRST = ("nb", "nn", "en")
# The ones a form offers; others may stand in a profile too, since files may hold any code.
OFFERED = (
    *("se", "smj", "sma", "fkv", "nsl", "sv", "da", "fi", "is"),
    *("de", "fr", "es", "pt", "it", "pl", "uk", "ru", "lt", "ro", "bs", "sq"),
    *("tr", "ar", "fa", "prs", "ps", "ku", "ti", "am", "so", "sw", "ur", "hi"),
    *("ta", "th", "vi", "tl", "zh"),
)
# What people call these themselves, and what Babel has no name for.
OWN_NAMES = {
    "nb": _("norsk"),
    "nn": _("nynorsk"),
    "nsl": _("norsk tegnspråk"),
    "fkv": _("kvensk"),
    "prs": _("dari"),
}


def language_name(code: str) -> str:
    """The name of a language on this page, such as "somali"; an unknown code stands as it is."""
    own = OWN_NAMES.get(code)
    return str(own) if own else _name(code, get_language() or "nb")


@lru_cache(maxsize=512)
def _name(code: str, page_language: str) -> str:
    names = Locale.parse(page_language.replace("-", "_")).languages
    return str(names.get(code, code))


def offered(chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Codes and names to choose among: Norwegian and English first, the rest by name."""
    rest = {*OFFERED, *chosen} - {*FIRST}
    named = sorted(((code, language_name(code)) for code in rest), key=lambda pair: pair[1])
    return [(code, language_name(code)) for code in FIRST] + named
