"""Where the organisation has supporters and where it lacks them, area by area."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from storstua.organisations.models import Policy
from storstua.organisations.queries import Named
from storstua.supporters.choices import Experience
from storstua.supporters.models import Supporter
from storstua.supporters.queries.roster import with_record
from storstua.supporters.queries.standing import standing_of
from storstua.supporters.standing import State


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many supporters a group has today, each counted once.

    `askable` lack nothing and have room, `free_places` is their room for talks together; `full`
    lack nothing but room.
    """

    askable: int = 0
    free_places: int = 0
    full: int = 0
    lacking: int = 0
    paused: int = 0

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.askable + other.askable,
            self.free_places + other.free_places,
            self.full + other.full,
            self.lacking + other.lacking,
            self.paused + other.paused,
        )


@dataclass(frozen=True, slots=True)
class Gaps:
    """Coverage in all, per area id (with the areas below it), for minors, and of relatives."""

    total: Coverage
    by_area: Mapping[int, Coverage]
    for_minors: Coverage
    relatives: Coverage


ONE = {
    State.LACKS: Coverage(lacking=1),
    State.PAUSED: Coverage(paused=1),
    State.FULL: Coverage(full=1),
    State.ENDED: Coverage(),
}


def with_above(area_ids: Iterable[int], areas: Iterable[Named]) -> set[int]:
    """The areas and every area above them in the tree."""
    above = {area.id: area.parent_id for area in areas}
    found: set[int] = set()
    for area_id in area_ids:
        step: int | None = area_id
        while step is not None and step not in found:
            found.add(step)
            step = above.get(step)
    return found


def gaps(rows: QuerySet[Supporter], areas: tuple[Named, ...], on: date, policy: Policy) -> Gaps:
    """Coverage of the rows on a day; one query. A supporter of a part counts in the whole too."""
    total = for_minors = relatives = Coverage()
    by_area = {area.id: Coverage() for area in areas}
    for row in with_record(rows, on):
        standing = standing_of(row, on, policy)
        one = ONE.get(standing.state, Coverage(askable=1, free_places=standing.free_places))
        total += one
        if row.is_approved_for_minors:
            for_minors += one
        if row.profile.role != Experience.SELF:
            relatives += one
        for area_id in with_above(row.area_ids, areas):
            by_area[area_id] = by_area.get(area_id, Coverage()) + one
    return Gaps(total, by_area, for_minors, relatives)
