"""Many supporters judged at once: one long integer holds a number for each, side by side.

A lane is a supporter's place in such an integer. Adding two of them adds lane by lane, so that
one addition does what a loop over thousands of supporters would do. The topmost bit of a lane is
its flag; numbers stay below it.
"""

from collections.abc import Hashable, Iterable, Sequence
from itertools import compress
from struct import pack

from ..fit.conditions import CONDITIONS, EXCLUDED, Condition
from ..fit.likeness import LIKENESSES, OVERLAPS, Likeness, Overlap, half
from ..fit.sides import Seeker
from .kinds import Kinds

type Packed = int

# Bytes of a lane -> the letter for such a number when it is packed.
WIDTHS = {4: "I", 8: "Q"}


class Lanes:
    """Some of the supporters (`members` are their numbers), each in a lane of `width` bytes."""

    def __init__(self, kinds: Kinds, members: Sequence[int], width: int) -> None:
        self.members = members
        self.width = width
        self.flag = 1 << (8 * width - 1)
        self.ones = self.numbers([1] * len(members))
        self.everyone = self.ones * self.flag
        self._kinds = kinds
        self._people = [kinds.supporters[member] for member in members]
        self._lane_of = {person.id: lane for lane, person in enumerate(self._people)}
        self._kinds_here: dict[str, list[int]] = {}
        self._cache: dict[tuple[str, Hashable], Packed] = {}
        self._words: dict[str, dict[str, Packed]] = {}

    def numbers(self, values: Iterable[int]) -> Packed:
        """One number for each lane, in the order of the members."""
        packed = pack(f"<{len(self.members)}{WIDTHS[self.width]}", *values)
        return int.from_bytes(packed, "little")

    def flags(self, lanes: Iterable[int]) -> Packed:
        """The flags of these lanes."""
        marks = bytearray(len(self.members) * self.width)
        for lane in lanes:
            marks[(lane + 1) * self.width - 1] = 0x80
        return int.from_bytes(marks, "little")

    def flagged(self, flags: Packed) -> list[int]:
        """The lanes whose flag is up, in ascending order."""
        marks = flags.to_bytes(len(self.members) * self.width, "little")
        return list(compress(range(len(self.members)), marks[self.width - 1 :: self.width]))

    def read(self, numbers: Packed, lanes: Sequence[int]) -> list[int]:
        """The numbers in these lanes."""
        width = self.width
        packed = numbers.to_bytes(len(self.members) * width, "little")
        return [
            int.from_bytes(packed[lane * width : (lane + 1) * width], "little") for lane in lanes
        ]

    def forbidden(self, condition: Condition, seeker: Seeker) -> Packed:
        """Flags of the supporters this firm condition forbids for this seeker."""
        if not condition.binds(seeker):
            return 0
        if condition.code == EXCLUDED:
            lanes = self._lane_of
            return self.flags(lanes[one] for one in seeker.excluded if one in lanes)
        key = (condition.code, condition.own(seeker))
        if key not in self._cache:
            verdicts = self._kinds.verdicts(condition, seeker)
            marks = [self.flag if verdict else 0 for verdict in verdicts]
            self._cache[key] = self.numbers(map(marks.__getitem__, self._of(condition)))
        return self._cache[key]

    def allowed(self, seeker: Seeker) -> Packed:
        """Flags of the supporters no firm condition forbids for this seeker."""
        forbidden = 0
        for condition in CONDITIONS:
            forbidden |= self.forbidden(condition, seeker)
        return self.everyone ^ forbidden

    def points(self, seeker: Seeker) -> Packed:
        """Points of each supporter for this seeker, without the seeker's own waiting."""
        total = sum(self._likeness(likeness, seeker) for likeness in LIKENESSES)
        for overlap in OVERLAPS:
            words = frozenset(overlap.own(seeker))
            if not words:
                total += self.ones * half(overlap.code)
                continue
            having = self._having(overlap)
            total += sum(having.get(word, 0) for word in words) * overlap.share(words)
        return total

    def _likeness(self, likeness: Likeness, seeker: Seeker) -> Packed:
        key = (likeness.code, likeness.own(seeker))
        if key not in self._cache:
            points = self._kinds.points(likeness, seeker)
            self._cache[key] = self.numbers(map(points.__getitem__, self._of(likeness)))
        return self._cache[key]

    def _of(self, rule: Condition | Likeness) -> list[int]:
        """The kind of each lane."""
        if rule.code not in self._kinds_here:
            kinds = self._kinds.of(rule)
            self._kinds_here[rule.code] = [kinds[member] for member in self.members]
        return self._kinds_here[rule.code]

    def _having(self, overlap: Overlap) -> dict[str, Packed]:
        """For each word the number 1 in the lanes of the supporters who have it."""
        if overlap.code not in self._words:
            lanes: dict[str, list[int]] = {}
            for lane, person in enumerate(self._people):
                for word in overlap.theirs(person):
                    lanes.setdefault(word, []).append(lane)
            self._words[overlap.code] = {
                word: self.flags(having) // self.flag for word, having in lanes.items()
            }
        return self._words[overlap.code]
