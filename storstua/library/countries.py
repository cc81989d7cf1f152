"""Countries as people say them, and the language that is spoken there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from babel import Locale
from babel.languages import get_official_languages


class Numbered(Protocol):
    """Anything that belongs to a country, such as a help line."""

    country: str


@dataclass(frozen=True, slots=True)
class Country[Line: Numbered]:
    """The help lines of one country; `language` is "" when it is that of the page."""

    code: str
    name: str
    language: str
    lines: tuple[Line, ...]


def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166 code) in a language, the code when it has none."""
    return str(Locale.parse(language).territories.get(code, code))


def spoken_in(code: str, language: str) -> str:
    """The language a country's names are written in; "" when readers of the page know it."""
    official = get_official_languages(code, de_facto=True)
    if not official or language in official:
        return ""
    return "nb" if official[0] == "no" else str(official[0])


def by_country[Line: Numbered](
    lines: Sequence[Line], first: str, language: str
) -> list[Country[Line]]:
    """The lines by country: `first` before the others, which keep their order."""
    codes = sorted({line.country for line in lines}, key=lambda code: (code != first, code))
    return [
        Country(
            code,
            country_name(code, language),
            spoken_in(code, language),
            tuple(line for line in lines if line.country == code),
        )
        for code in codes
    ]
