"""What the organisation already has, as the reading of its files needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .places import NOWHERE, Place
from .words import Vocabulary, plain

DEFAULT_NEEDS = frozenset({"appointment", "declaration", "course"})


@dataclass(frozen=True)
class KnownSupporter:
    """One who is in already: where they live and the name that stands in the office's files."""

    place: Place = NOWHERE
    name: str = ""


@dataclass(frozen=True)
class Known:
    """What a file is judged against.

    `today` is the day in Norway. `areas` and `topics` map words people write to our codes; areas
    None takes any word, topics None takes the twelve built-in topics. `supporters` maps the ids
    that may stand in a file; None takes any id. `minimum_age` None asks no age, `load_limit`
    None no number of talks at a time. `needs` says which of appointment, declaration, course and
    membership a supporter lacks when empty.
    """

    today: date
    areas: Mapping[str, str] | None = None
    topics: Mapping[str, str] | None = None
    supporters: Mapping[str, KnownSupporter] | None = None
    minimum_age: int | None = None
    load_limit: int | None = None
    needs: frozenset[str] = field(default=DEFAULT_NEEDS)

    @cached_property
    def area_words(self) -> Vocabulary | None:
        """The areas as a vocabulary, or None when any word is taken."""
        return None if self.areas is None else Vocabulary.from_names(self.areas)

    @cached_property
    def topic_words(self) -> Vocabulary | None:
        """The organisation's topics as a vocabulary, or None for the built-in ones."""
        return None if self.topics is None else Vocabulary.from_names(self.topics)

    @cached_property
    def supporters_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """Plain id or plain name → the ids it can mean."""
        found: dict[str, tuple[str, ...]] = {}
        known = self.supporters or {}
        for key, supporter in known.items():
            if name := plain(supporter.name):
                found[name] = (*found.get(name, ()), key)
        return found | {plain(key): (key,) for key in known}
