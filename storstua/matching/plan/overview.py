"""What can be said of all pairs: who could be asked at all, and why the others could not."""

from collections.abc import Iterator, Sequence

from ..fit.conditions import CONDITIONS
from ..fit.likeness import waiting_points
from ..fit.sides import Seeker, Supporter
from .kinds import Kinds
from .lanes import Lanes

# Codes beside those of the firm conditions.
TAKEN = "taken"
NO_SUPPORTERS = "no_supporters"


class Overview:
    """All supporters as seen by one seeker after the other."""

    def __init__(self, supporters: Sequence[Supporter]) -> None:
        self._lanes = Lanes(Kinds(supporters), range(len(supporters)), width=4)

    def candidates(self, seeker: Seeker) -> Iterator[tuple[int, int]]:
        """The number and the points of each supporter no firm condition forbids, in order."""
        waiting = waiting_points(seeker)
        lanes = self._lanes.flagged(self._lanes.allowed(seeker))
        for lane, points in zip(
            lanes, self._lanes.read(self._lanes.points(seeker), lanes), strict=True
        ):
            yield lane, waiting + points

    def why_unserved(self, seeker: Seeker) -> list[tuple[str, int]]:
        """How many supporters each firm condition forbids, and how many were left but taken.

        A supporter whom several conditions forbid counts under each of them.
        """
        forbidden = (
            (condition.code, self._lanes.forbidden(condition, seeker).bit_count())
            for condition in CONDITIONS
        )
        counts = [(code, count) for code, count in forbidden if count]
        taken = self._lanes.allowed(seeker).bit_count()
        return [*counts, *([(TAKEN, taken)] if taken else [])] or [(NO_SUPPORTERS, 0)]
