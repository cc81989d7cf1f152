"""Plans talks for everybody who waits at once: as many as can be served, then the best total."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..fit.likeness import FULL
from ..fit.sides import Seeker, Supporter
from .overview import Overview
from .search import Search

__all__ = ["Overview", "Plan", "plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """For each seeker the number of the supporter or None, and the points of the pair or 0.

    `prices`, one for each supporter, prove that no plan is better: the tests add up the proof.
    """

    supporter_of: tuple[int | None, ...]
    points_of: tuple[int, ...]
    prices: tuple[int, ...]

    @property
    def served(self) -> int:
        """How many seekers get a talk."""
        return sum(number is not None for number in self.supporter_of)

    @property
    def total(self) -> int:
        """The points of all pairs together."""
        return sum(self.points_of)


def plan(seekers: Sequence[Seeker], supporters: Sequence[Supporter]) -> Plan:
    """The plan that serves the most seekers and among such plans has the largest total.

    Numbers are places in `supporters`. No firm condition is broken and no capacity exceeded. The
    plan is the best over all allowed pairs; the same input in the same order gives the same one.
    """
    search = Search(seekers, supporters)
    search.serve_all()
    points = (
        0 if host is None else FULL - cost
        for host, cost in zip(search.host, search.cost, strict=True)
    )
    return Plan(tuple(search.host), tuple(points), tuple(search.prices))
