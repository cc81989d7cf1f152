"""What the forms of the room let people choose among."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storstua.base.norway import counties, municipalities
from storstua.organisations.queries import Facts

type Options = list[tuple[str, str | Promise]]
type Groups = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]

BETWEEN = "|"


def area_options(facts: Facts, chosen: Collection[int] = ()) -> Options:
    """The open areas in the order of the tree, and those chosen already; parts after a dash."""
    return facts.area_choices(get_language() or "nb", chosen)


def topic_options(facts: Facts, chosen: Collection[int] = ()) -> Options:
    """The open topics, and those chosen already."""
    language = get_language() or "nb"
    return [
        (str(topic.id), topic.name_in(language))
        for topic in facts.topics
        if topic.is_open or topic.id in chosen
    ]


def county_options() -> Options:
    """The counties."""
    return [(name, name) for name in counties()]


def place_options(municipality: str = "", county: str = "") -> Groups:
    """Municipalities by county, each as the pair; the pair kept now is there whatever it is."""
    by_county: dict[str, list[tuple[str, str]]] = {
        name: [(f"{BETWEEN}{name}", _("%(county)s, hele fylket") % {"county": name})]
        for name in counties()
    }
    for each in municipalities():
        by_county[each.county].append((f"{each.name}{BETWEEN}{each.county}", each.name))
    kept = f"{municipality}{BETWEEN}{county}"
    known = {value for group in by_county.values() for value, _label in group}
    groups: Groups = [("", _("Ikke oppgitt"))]
    if kept not in known and kept != BETWEEN:
        groups.append((kept, f"{municipality} {county}".strip()))
    return [*groups, *by_county.items()]


def place_of(value: str) -> tuple[str, str]:
    """The pair (municipality, county) behind a chosen value."""
    municipality, _between, county = value.partition(BETWEEN)
    return municipality, county
