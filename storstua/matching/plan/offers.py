"""The pairs a plan has looked at so far, and a bound on all those it has not.

Most pairs never need to be looked at. For each seeker the cheapest pairs are listed first; every
allowed pair not listed is known to cost, price included, at least the seeker's bound. So a plan
is proven the best over all pairs as soon as nothing above the bounds could change it.
"""

from collections.abc import Collection, Sequence

from ..fit.likeness import FULL, WEIGHTS, waiting_points
from ..fit.sides import Seeker, Supporter
from .kinds import Kinds
from .lanes import Lanes, Packed

# How many pairs to list at a time, and how many at most to look at for that.
FEW, MANY = 8, 64
# A list longer than this is cleared of what has become too dear to matter.
LONG = 24
# From so many supporters passed in one search on, they may be left out of what is looked at.
CROWD = 256
# Numbers up to here fit below the flag of a lane of four bytes.
NARROW = 1 << 31
# How far beyond what is asked for to look, so that it is not asked again soon.
MARGIN = FULL

# The cost of a pair is FULL less its points; then comes the number of the supporter.
type Pair = tuple[int, int]


class Part:
    """Some of the supporters with their prices as last looked up (prices only rise)."""

    def __init__(self, kinds: Kinds, members: Sequence[int], width: int) -> None:
        self.lanes = Lanes(kinds, members, width)
        self.lane_of = {member: lane for lane, member in enumerate(members)}
        self.stride = 256
        self.purse: Packed = 0
        self.free: Packed = 0
        self._read_at = -1

    def look_up(self, prices: Sequence[int], places: Sequence[int], changes: int, top: int) -> None:
        """Read prices and free places anew when enough has changed to make it worth while.

        The purse is `top` less the price, so that points plus purse rank the supporters.
        """
        members = self.lanes.members
        if self._read_at < 0 or (changes - self._read_at) * 16 > len(members):
            self._read_at = changes
            self.purse = self.lanes.numbers([top - prices[member] for member in members])
            self.free = self.lanes.flags(
                lane for lane, member in enumerate(members) if places[member]
            )

    def marks(self, members: Collection[int]) -> Packed:
        """Flags of those of the members who are in this part."""
        lane_of = self.lane_of
        return self.lanes.flags(lane_of[member] for member in members if member in lane_of)


class Offers:
    """Lists pairs for each seeker, cheapest first, as far as a search needs them.

    `prices` and `places` belong to the search and change during it; `changes` counts that. To
    leave a seeker unserved costs `unserved`, which is more than all pairs together.
    """

    def __init__(
        self,
        seekers: Sequence[Seeker],
        supporters: Sequence[Supporter],
        prices: Sequence[int],
        places: Sequence[int],
    ) -> None:
        self.unserved = (len(seekers) + 1) * FULL
        self.changes = 0
        self.listed: list[list[Pair]] = [[] for _ in seekers]
        # What a pair costs a seeker at least: everything fits, but the waiting is what it is.
        self.bound = [WEIGHTS["waiting"] - waiting_points(seeker) for seeker in seekers]
        self._least = tuple(self.bound)
        self._seekers = seekers
        self._prices, self._places = prices, places
        self._width = 4 if self.unserved + FULL < NARROW else 8
        self._kinds = Kinds(supporters)
        self._whole = Part(self._kinds, range(len(supporters)), self._width)
        self._by_area: dict[str, Part] = {}
        self._in_area: dict[str, list[int]] = {}
        for number, supporter in enumerate(supporters):
            for area in supporter.areas:
                self._in_area.setdefault(area, []).append(number)

    def least(self, who: int) -> int:
        """The lowest cost a seeker can have, `unserved` if nobody is allowed."""
        pairs, _reached = self.more(who, self.bound[who], self.unserved, ())
        return min(pairs, default=(self.unserved, 0))[0]

    def more(
        self, who: int, low: int, high: int, passed: Collection[int]
    ) -> tuple[list[Pair], int]:
        """List more pairs of a seeker that cost, price included, from `low` to below `high`.

        Returns the new pairs and how far up they reach: what is neither listed nor `passed` lies
        at or above that.
        """
        part, limit = self._part(who, low)
        part.look_up(self._prices, self._places, self.changes, self.unserved)
        view = _View(part, self._seekers[who], self.unserved)
        view.hide([number for _, number in self.listed[who]])
        high = min(high, limit)
        crowded = len(passed) >= CROWD and view.below(high).bit_count() > MANY
        if crowded:
            view.hide(passed)
        else:
            high = min(limit, high + MARGIN)
        new, reached = view.cheapest(low, high, self._prices)
        self.listed[who].extend(new)
        if not crowded and low <= self.bound[who]:
            self.bound[who] = reached
            self._clear(who)
        return new, reached

    def _clear(self, who: int) -> None:
        """Forget listed pairs that the bound covers by now."""
        bound, prices = self.bound[who], self._prices
        if len(self.listed[who]) > LONG:
            self.listed[who] = [
                pair for pair in self.listed[who] if pair[0] + prices[pair[1]] <= bound
            ]

    def _part(self, who: int, low: int) -> tuple[Part, int]:
        """Whom to look at for pairs from `low` upwards, and up to where that is everybody."""
        seeker = self._seekers[who]
        if "area" in seeker.must:
            return self._own_area(seeker.area), self.unserved
        elsewhere = self._least[who] + WEIGHTS["area"]
        if seeker.area and low < elsewhere:
            return self._own_area(seeker.area), elsewhere
        return self._whole, self.unserved

    def _own_area(self, area: str) -> Part:
        if area not in self._by_area:
            self._by_area[area] = Part(self._kinds, self._in_area.get(area, []), self._width)
        return self._by_area[area]


class _View:
    """What one seeker sees of a part: the allowed supporters, at cost and price."""

    def __init__(self, part: Part, seeker: Seeker, top: int) -> None:
        self._head = FULL - waiting_points(seeker)
        self._part = part
        self._lanes = part.lanes
        self._points = part.lanes.points(seeker)
        self._worth = self._points + part.purse
        self._seen = part.lanes.allowed(seeker)
        self._top = self._head + top + 1

    def hide(self, members: Collection[int]) -> None:
        """Leave these supporters out."""
        self._seen &= ~self._part.marks(members)

    def below(self, ceiling: int) -> Packed:
        """Flags of those who cost less than the ceiling at the prices last looked up."""
        rise = self._lanes.flag - self._top + ceiling
        return (self._worth + self._lanes.ones * rise) & self._seen

    def cheapest(self, low: int, high: int, prices: Sequence[int]) -> tuple[list[Pair], int]:
        """A few of the cheapest from `low` to below `high`, and from where on the others lie."""
        floor, ceiling = self._between(low, high)
        found = self.below(ceiling)
        if found.bit_count() > MANY:
            return self._ties(found, floor), floor
        pairs = self._pairs(self._lanes.flagged(found))
        pairs.sort(key=lambda pair: (pair[0] + prices[pair[1]], pair[1]))
        if len(pairs) <= 2 * FEW:
            return pairs, ceiling
        cost, number = pairs[FEW]
        return pairs[:FEW], min(ceiling, cost + prices[number])

    def _between(self, low: int, high: int) -> tuple[int, int]:
        """A floor and a ceiling with few below the floor and not too many below the ceiling.

        Widens by growing strides from `low`, then halves; where many cost the same, the floor is
        that cost and the ceiling the next.
        """
        stride = self._part.stride
        floor, ceiling = low, min(low + stride, high)
        count = self.below(ceiling).bit_count()
        while ceiling < high and count < FEW:
            stride *= 2
            floor, ceiling = ceiling, min(ceiling + stride, high)
            count = self.below(ceiling).bit_count()
        while ceiling - floor > 1 and count > MANY:
            middle = (floor + ceiling) // 2
            inner = self.below(middle).bit_count()
            if inner < FEW:
                floor = middle
            else:
                ceiling, count = middle, inner
        self._part.stride = min(max(ceiling - low, 32), 2048)
        return floor, ceiling

    def _ties(self, found: Packed, floor: int) -> list[Pair]:
        """The few below the floor and many of those at it; a free place first, it ends a search."""
        flagged = self._lanes.flagged
        few = self.below(floor)
        lanes = flagged(few) + flagged(found & ~few & self._part.free)
        if len(lanes) < MANY:
            lanes += flagged(found & ~few & ~self._part.free)
        return self._pairs(lanes[:MANY])

    def _pairs(self, lanes: list[int]) -> list[Pair]:
        """The pairs in these lanes."""
        members = self._lanes.members
        points = self._lanes.read(self._points, lanes)
        return [
            (self._head - worth, members[lane]) for lane, worth in zip(lanes, points, strict=True)
        ]
