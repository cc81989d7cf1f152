"""What an organisation has already, as its files are judged against it, and the ids behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.imports.choices import Subject
from storstua.imports.known import Known, KnownSupporter
from storstua.imports.places import Place
from storstua.imports.vocabularies import THEMES
from storstua.organisations import queries as organisations
from storstua.organisations.models import Organisation, Policy
from storstua.organisations.queries import Named
from storstua.supporters import permissions as supporters

LANGUAGES = ("nb", "nn", "en", "de")


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of rows by the codes that stand in a reading."""

    areas: Mapping[str, int]
    topics: Mapping[str, int]
    supporters: Mapping[str, int]

    def of_areas(self, codes: Iterable[str]) -> tuple[int, ...]:
        """The ids of these areas."""
        return tuple(self.areas[each] for each in codes)

    def of_topics(self, codes: Iterable[str]) -> tuple[int, ...]:
        """The ids of these topics; a built-in topic the organisation does not have is left out."""
        return tuple(self.topics[each] for each in codes if each in self.topics)

    def of_supporters(self, words: Iterable[str]) -> tuple[int, ...]:
        """The ids of these supporters."""
        return tuple(self.supporters[each] for each in words)


def known_of(organisation: Organisation, subject: str) -> tuple[Known, Ids]:
    """What a file of this subject is judged against; at most one query when facts are warm."""
    facts = organisations.facts_of(organisation)
    named, supporter_ids = _supporters(organisation, subject)
    codes = {topic.code for topic in facts.topics}
    built_in = {word: code for word, code in THEMES.codes.items() if code in codes}
    known = Known(
        today=clock.today(),
        areas=_words(facts.areas),
        topics=_words(facts.topics) | built_in,
        supporters=named,
        minimum_age=facts.policy.minimum_age,
        load_limit=facts.policy.load_limit,
        needs=_needs(facts.policy),
    )
    ids = Ids(
        areas={area.code: area.id for area in facts.areas},
        topics={topic.code: topic.id for topic in facts.topics},
        supporters=supporter_ids,
    )
    return known, ids


def _needs(policy: Policy) -> frozenset[str]:
    needs = {"appointment", "declaration"}
    if policy.needs_course:
        needs.add("course")
    if policy.needs_membership:
        needs.add("membership")
    return frozenset(needs)


def _words(things: Iterable[Named]) -> dict[str, str]:
    """Name or code -> code; the name in Bokmål first, since it is the one that is shown."""
    words: dict[str, str] = {}
    for thing in things:
        names = [thing.names[each] for each in LANGUAGES if each in thing.names]
        for word in (*names, thing.code):
            words.setdefault(word, thing.code)
    return words


def _supporters(
    organisation: Organisation, subject: str
) -> tuple[dict[str, KnownSupporter] | None, dict[str, int]]:
    """Those a file may name, by the office's id or, without one, by our key."""
    if subject not in (Subject.REQUESTS, Subject.ACTIVITIES):
        return None, {}
    named: dict[str, KnownSupporter] = {}
    ids: dict[str, int] = {}
    everyone = supporters.readable(Viewer.system(organisation.id, "import"))
    for row in everyone.select_related("person"):
        word = row.office_id or str(row.key)
        named[word] = KnownSupporter(Place(row.municipality, row.county), row.person.full_name)
        ids[word] = row.id
    return named, ids
