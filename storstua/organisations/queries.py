"""What pages need to know about an organisation; facts that rarely change are kept in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal
from storstua.base.tenancy import inside
from storstua.organisations.models import (
    BUILT_ROOMS,
    Area,
    AreaName,
    Branch,
    HelpLine,
    Logo,
    Organisation,
    Policy,
    Signpost,
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

    def tree(self, below: int | None = None, depth: int = 0) -> Iterator[tuple[Named, int]]:
        """The areas, each followed by its parts, with how deep each stands."""
        for area in self.areas:
            if area.parent_id == below:
                yield area, depth
                yield from self.tree(area.id, depth + 1)

    def area_choices(
        self, language: str, chosen: Collection[int] = ()
    ) -> list[tuple[str, str | Promise]]:
        """The open areas in the order of the tree, and those chosen already; parts after a dash."""
        return [
            (str(area.id), "– " * depth + area.name_in(language))
            for area, depth in self.tree()
            if area.is_open or area.id in chosen
        ]

    def with_parts(self, area_id: int) -> frozenset[int]:
        """The ids of an area and of all its parts."""
        found = {area_id}
        while more := {each.id for each in self.areas if each.parent_id in found} - found:
            found |= more
        return frozenset(found)

    def topic(self, topic_id: int | None) -> Named | None:
        """The topic with this id, if the organisation has it."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)


def by_slug(slug: str) -> Organisation | None:
    """The organisation at `/<slug>/`, if there is one."""
    return None if slug in RESERVED else Organisation.objects.filter(slug=slug).first()


def by_address(host: str, slug: str) -> Organisation | None:
    """The organisation with this host name of its own, else the one at `/<slug>/`: one query.

    `slug` is what somebody wrote in an address, and may be anything.
    """
    slug = slug.partition("\0")[0]  # which no text in the database can hold
    found = Organisation.objects.filter(Q(host=host) | Q(slug=slug))
    rows = sorted(found, key=lambda row: row.host != host)
    return next((row for row in rows if row.host == host or row.slug not in RESERVED), None)


def by_id(organisation_id: int) -> Organisation | None:
    """The organisation with this id."""
    return Organisation.objects.filter(id=organisation_id).first()


def behind(lookup: bytes) -> int | None:
    """The id of the organisation in which the secret with this hash opens something."""
    return Signpost.objects.filter(lookup=lookup).values_list("organisation_id", flat=True).first()


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
    with inside(organisation_id, purpose="facts"):
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
        Named(area.id, area.code, names.get(area.id, {}), area.parent_id, area.is_open)
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


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One line of the tree of areas; `depth` counts from 0."""

    key: UUID
    name: str
    depth: int
    is_open: bool


def area_tree(areas: QuerySet[Area], facts: Facts) -> list[AreaLine]:
    """The areas in the order of the tree, parts below their whole."""
    keys = dict(areas.values_list("id", "key"))
    language = get_language() or "nb"
    return [
        AreaLine(keys[area.id], area.name_in(language), depth, area.is_open)
        for area, depth in facts.tree()
        if area.id in keys
    ]


def topic_lines(topics: QuerySet[Topic], facts: Facts) -> list[tuple[UUID, str, bool]]:
    """The topics as (key, name in the reader's language, whether it can be chosen)."""
    keys = dict(topics.values_list("id", "key"))
    language = get_language() or "nb"
    return [
        (keys[topic.id], topic.name_in(language), topic.is_open)
        for topic in facts.topics
        if topic.id in keys
    ]


def refuse_closed(branch: Branch | None) -> None:
    """Refuse a branch that takes nothing new; held open until the transaction ends."""
    if branch is None:
        return
    rows = Branch.objects.select_for_update(no_key=True).filter(id=branch.id)
    if not any(row.is_open for row in rows):
        raise Refusal(_("Laget er lagt ned. Velg et annet."), field="branch")


def may_lie_under(branch: Branch, branches: Sequence[Branch]) -> list[Branch]:
    """Of all the branches: the open ones it can be moved under, and the one it lies under now.

    Never itself or one below it.
    """
    inside_it = {branch.id}
    while more := {each.id for each in branches if each.parent_id in inside_it} - inside_it:
        inside_it |= more
    return [
        each
        for each in branches
        if each.id not in inside_it and (each.is_open or each.id == branch.parent_id)
    ]


def logo_of(organisation: Organisation) -> Logo | None:
    """The organisation's picture, if it has one."""
    return Logo.objects.filter(organisation=organisation).first()


@dataclass(frozen=True, slots=True)
class Overview:
    """What the settings are set to now, in numbers and short words."""

    rooms: tuple[str, ...]
    areas_count: int
    topics_count: int
    help_lines_count: int
    oldest_check_on: date | None
    word: str


def overview(organisation: Organisation, facts: Facts) -> Overview:
    """The settings at a glance."""
    checks = [line.checked_on for line in facts.help_lines]
    return Overview(
        rooms=tuple(str(room.label) for room in BUILT_ROOMS if organisation.has_open(room)),
        areas_count=len(facts.areas),
        topics_count=len(facts.topics),
        help_lines_count=len(facts.help_lines),
        oldest_check_on=min(checks, default=None),
        word=facts.words.get("nb", {}).get("plural", ""),
    )
