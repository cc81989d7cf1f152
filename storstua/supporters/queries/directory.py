"""The directory: who lets others see them, and only the fields they have said yes to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from storstua.organisations.models import Policy
from storstua.people.models import Consent, Purpose
from storstua.supporters.models import Supporter, SupporterArea
from storstua.supporters.queries.standing import (
    Condition,
    has_some_looked_up,
    may_be_shown,
    with_load,
)
from storstua.supporters.sealing import hold_stories, story_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Shown(TypedDict):
        """What `_with_shown` finds."""

        load: int
        free_places: int
        area_ids: list[int]
        shows: list[str]

    type ShownSupporter = WithAnnotations[Supporter, Shown]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor looks for; an empty value asks for nothing."""

    area_ids: frozenset[int] = field(default_factory=frozenset)
    language: str = ""
    way: str = ""
    county: str = ""


@dataclass(frozen=True, slots=True)
class PublicProfile:
    """What others see of a supporter: first name and the fields with consent, else empty.

    `role` is "" when areas are hidden; `decade` is 40 for someone in their forties, 0 for hidden.
    """

    key: UUID
    name: str
    story: str
    role: str
    area_ids: tuple[int, ...]
    county: str
    languages: tuple[str, ...]
    ways: tuple[str, ...]
    decade: int
    has_free_place: bool
    language: str


def _consent(purpose: Purpose) -> Condition:
    return has_some_looked_up(
        Consent.objects.filter(
            person_id=OuterRef("person_id"), purpose=purpose, withdrawn_at__isnull=True
        )
    )


def with_shown(rows: QuerySet[Supporter]) -> QuerySet[ShownSupporter]:
    """The supporters with person, profile, areas, and the consents of theirs that are in force."""
    areas = SupporterArea.objects.filter(supporter=OuterRef("pk")).order_by("area_id")
    consents = Consent.objects.filter(person_id=OuterRef("person_id"), withdrawn_at__isnull=True)
    found = rows.select_related("person", "profile").annotate(
        area_ids=ArraySubquery(areas.values("area_id")),
        shows=ArraySubquery(consents.order_by("purpose").values("purpose")),
    )
    return cast("QuerySet[ShownSupporter]", found)


def _wished(wish: Wish) -> list[Condition]:
    """The wish as conditions; the field must be shown, since a hit would tell it."""
    wished: list[Condition] = []
    if wish.county:
        wished += [Q(county=wish.county), _consent(Purpose.DIRECTORY_COUNTY)]
    if wish.language:
        spoken = Q(profile__languages__contains=[wish.language])
        wished += [spoken, _consent(Purpose.DIRECTORY_LANGUAGES)]
    if wish.way:
        talks = Q(profile__contact_forms__contains=[wish.way])
        wished += [talks, _consent(Purpose.DIRECTORY_WAYS)]
    if wish.area_ids:
        known = SupporterArea.objects.filter(area_id__in=wish.area_ids)
        inside = Q(id__in=known.values("supporter_id"))
        wished += [inside, _consent(Purpose.DIRECTORY_AREAS)]
    return wished


def public_rows(
    organisation_id: int, on: date, policy: Policy, wish: Wish | None = None
) -> QuerySet[ShownSupporter]:
    """The supporters whom others may see on a day and who fit the wish, in a lasting random order.

    Someone is shown who can be asked and shows their first name. A wish for a field finds only
    those who show that field.
    """
    rows = Supporter.objects.filter(organisation_id=organisation_id)
    rows = rows.filter(*_wished(wish or Wish()))
    rows = may_be_shown(rows, on, policy).filter(_consent(Purpose.DIRECTORY_NAME))
    return with_shown(with_load(rows)).order_by("key")


def public_rows_elsewhere(
    organisation_id: int, on: date, policy: Policy, wish: Wish
) -> QuerySet[ShownSupporter]:
    """Those who fit the wish but for its county: they live elsewhere, or do not show where."""
    rows = public_rows(organisation_id, on, policy, replace(wish, county=""))
    return rows.exclude(Q(county=wish.county) & Q(_consent(Purpose.DIRECTORY_COUNTY)))


def public_profile_of(row: ShownSupporter, on: date) -> PublicProfile:
    """What others see of a row of `public_rows`."""
    return seen_by_others(row, row.area_ids, row.shows, row.free_places, on)


def public_profiles_of(rows: Iterable[ShownSupporter], on: date) -> list[PublicProfile]:
    """What others see of some rows of `public_rows`; one look for the keys of their stories."""
    found = list(rows)
    hold_stories(row.profile for row in found if Purpose.DIRECTORY_STORY in row.shows)
    return [public_profile_of(row, on) for row in found]


def seen_by_others(
    supporter: Supporter,
    area_ids: Collection[int],
    shows: Collection[str],
    free_places: int,
    on: date,
) -> PublicProfile:
    """What others see when `shows` (values of Purpose) is consented to; other fields are empty."""
    profile = supporter.profile
    shows_areas = Purpose.DIRECTORY_AREAS in shows
    shows_age = Purpose.DIRECTORY_AGE in shows and profile.birth_year
    return PublicProfile(
        key=supporter.key,
        name=supporter.person.given_name,
        story=story_of(profile) if Purpose.DIRECTORY_STORY in shows else "",
        role=profile.role if shows_areas else "",
        area_ids=tuple(area_ids) if shows_areas else (),
        county=supporter.county if Purpose.DIRECTORY_COUNTY in shows else "",
        languages=tuple(profile.languages) if Purpose.DIRECTORY_LANGUAGES in shows else (),
        ways=tuple(profile.contact_forms) if Purpose.DIRECTORY_WAYS in shows else (),
        decade=(on.year - (profile.birth_year or 0)) // 10 * 10 if shows_age else 0,
        has_free_place=free_places > 0,
        language=supporter.person.language,
    )


def shown_by(supporter: Supporter) -> frozenset[str]:
    """The fields of the directory that a supporter lets others see; values of Purpose."""
    rows = Consent.objects.filter(
        person_id=supporter.person_id, purpose__startswith="directory_", withdrawn_at__isnull=True
    )
    return frozenset(rows.values_list("purpose", flat=True))


def public_profiles(
    organisation_id: int, on: date, policy: Policy, limit: int
) -> list[PublicProfile]:
    """Some of those whom others may see, for the front page; at most `limit`, one query."""
    return public_profiles_of(public_rows(organisation_id, on, policy)[:limit], on)


def is_anyone_shown(organisation_id: int, on: date, policy: Policy, wish: Wish) -> bool:
    """True when the directory has somebody who fits the wish, in its county or elsewhere."""
    return public_rows(organisation_id, on, policy, replace(wish, county="")).exists()
