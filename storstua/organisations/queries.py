"""What pages need to know about an organisation; facts that rarely change are kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from storstua.organisations.models import (
    Area,
    AreaName,
    HelpLine,
    Organisation,
    Policy,
    Topic,
    TopicName,
    WordForms,
)
from storstua.organisations.slugs import RESERVED


@dataclass(frozen=True, slots=True)
class Named:
    """An area or topic with its names: language -> name."""

    id: int
    code: str
    names: Mapping[str, str]
    parent_id: int | None = None
    is_open: bool = True
    is_for_minors: bool = False
    is_for_families: bool = False

    def name_in(self, language: str) -> str:
        """The name in the language, else in Bokmål, else any, else the code."""
        chosen = self.names.get(language) or self.names.get("nb")
        return chosen or next(iter(self.names.values()), self.code)


@dataclass(frozen=True, slots=True)
class Facts:
    """What almost every page of an organisation needs."""

    policy: Policy
    words: Mapping[str, Mapping[str, str]]
    help_lines: tuple[HelpLine, ...]
    areas: tuple[Named, ...]
    topics: tuple[Named, ...]

    def area(self, area_id: int | None) -> Named | None:
        """The area with this id, if the organisation has it."""
        return next((area for area in self.areas if area.id == area_id), None)

    def topic(self, topic_id: int | None) -> Named | None:
        """The topic with this id, if the organisation has it."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)


def by_slug(slug: str) -> Organisation | None:
    """The organisation at `/<slug>/`, if there is one."""
    if slug in RESERVED:
        return None
    return Organisation.objects.filter(slug=slug).first()


def by_host(host: str) -> Organisation | None:
    """The organisation with this host name of its own, if there is one."""
    return Organisation.objects.filter(host=host).exclude(host="").first()


def the_only_one() -> Organisation | None:
    """The organisation of an installation that has just one."""
    found = list(Organisation.objects.order_by("id")[:2])
    return found[0] if len(found) == 1 else None


def listed() -> list[Organisation]:
    """The organisations that wish to stand on the installation's front page."""
    return list(Organisation.objects.filter(is_listed=True).order_by("name"))


def facts_of(organisation: Organisation) -> Facts:
    """The organisation's facts; read again when its version has changed."""
    return _facts(organisation.id, organisation.version)


@lru_cache(maxsize=64)
def _facts(organisation_id: int, version: int) -> Facts:
    words = WordForms.objects.filter(organisation_id=organisation_id)
    lines = HelpLine.objects.filter(organisation_id=organisation_id)
    return Facts(
        policy=Policy.objects.get(organisation_id=organisation_id),
        words={row.language: row.forms for row in words},
        help_lines=tuple(lines.order_by("position", "id")),
        areas=_areas(organisation_id),
        topics=_topics(organisation_id),
    )


def _names(rows: list[tuple[int, str, str]]) -> dict[int, dict[str, str]]:
    names: dict[int, dict[str, str]] = {}
    for row_id, language, name in rows:
        names.setdefault(row_id, {})[language] = name
    return names


def _areas(organisation_id: int) -> tuple[Named, ...]:
    rows = AreaName.objects.filter(organisation_id=organisation_id)
    names = _names(list(rows.values_list("area_id", "language", "name")))
    areas = Area.objects.filter(organisation_id=organisation_id).order_by("position", "id")
    return tuple(
        Named(
            area.id,
            area.code,
            names.get(area.id, {}),
            area.parent_id,
            area.is_open,
            area.is_for_minors,
            area.is_for_families,
        )
        for area in areas
    )


def _topics(organisation_id: int) -> tuple[Named, ...]:
    rows = TopicName.objects.filter(organisation_id=organisation_id)
    names = _names(list(rows.values_list("topic_id", "language", "name")))
    topics = Topic.objects.filter(organisation_id=organisation_id).order_by("position", "id")
    return tuple(
        Named(topic.id, topic.code, names.get(topic.id, {}), is_open=topic.is_open)
        for topic in topics
    )
