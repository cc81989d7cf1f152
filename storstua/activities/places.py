"""The municipalities and countries an activity can have taken place in, as choices."""

from functools import cache
from itertools import groupby

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from storstua.activities.counting.countries import COUNTRIES
from storstua.base.norway import municipalities

type Choice = tuple[str, str | Promise]
type Group = tuple[str, list[tuple[str, str]]]

UNSAID: Choice = ("", _("Ikke sagt"))
SEPARATOR = "|"


def place_code(municipality: str, county: str) -> str:
    """Municipality and county as one value, since names of municipalities are not unique."""
    return f"{municipality}{SEPARATOR}{county}" if municipality else ""


def read_place(code: str) -> tuple[str, str]:
    """Municipality and county of a value; both empty when nothing is said."""
    municipality, _separator, county = code.partition(SEPARATOR)
    return municipality, county


@cache
def _by_county() -> tuple[Group, ...]:
    found = sorted(municipalities(), key=lambda each: (each.county, each.name))
    return tuple(
        (county, [(place_code(each.name, county), each.name) for each in group])
        for county, group in groupby(found, key=lambda each: each.county)
    )


def place_choices(municipality: str = "", county: str = "") -> list[Choice | Group]:
    """The municipalities by county; a place that is none of them stands first, so it can stay."""
    kept = place_code(municipality, county)
    known = {code for _county, group in _by_county() for code, _name in group}
    own: list[Choice | Group] = [(kept, municipality)] if kept and kept not in known else []
    return [UNSAID, *own, *_by_county()]


@cache
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """The countries by name in a language, Norway first."""
    names = Locale(language).territories
    abroad = sorted((names.get(code, code), code) for code in COUNTRIES - {"NO"})
    return (("NO", names["NO"]), *((code, name) for name, code in abroad))
