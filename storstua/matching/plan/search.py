"""Serves seekers one after another along the cheapest chain of changes, with prices as proof."""

from collections.abc import Sequence
from heapq import heappop, heappush

from ..fit.sides import Seeker, Supporter
from .offers import Offers, Pair


class Search:
    """The plan as it grows: who meets whom, and a price for a place with each supporter.

    Each seeker pays cost plus price and could not pay less with anybody else, and only full
    supporters have a price above 0. That is what makes a plan the best one, and each new seeker
    is let in so that it stays true (successive shortest augmenting paths).
    """

    def __init__(self, seekers: Sequence[Seeker], supporters: Sequence[Supporter]) -> None:
        self.prices = [0] * len(supporters)
        self.places = [supporter.places for supporter in supporters]
        self.guests: list[list[int]] = [[] for _ in supporters]
        self.host: list[int | None] = [None] * len(seekers)
        self.cost = [0] * len(seekers)
        self.offers = Offers(seekers, supporters, self.prices, self.places)

    def serve_all(self) -> None:
        """Let everybody in, those first who can be served best: they are moved least later on."""
        least = [self.offers.least(who) for who in range(len(self.host))]
        for who in sorted(range(len(self.host)), key=least.__getitem__):
            self._serve(who)

    def _serve(self, who: int) -> None:
        """Let one more seeker in, moving others or leaving one unserved where that costs least."""
        trip = Trip(self, who)
        trip.go()
        for supporter in trip.passed:
            self.prices[supporter] += trip.best - trip.distance[supporter]
        self.offers.changes += len(trip.passed) + 1
        self._move(trip)

    def _move(self, trip: "Trip") -> None:
        """Move everybody along the chain that was found, from its end back to the new seeker."""
        supporter = trip.end
        if trip.leaving is None:
            self.places[trip.end] -= 1
        else:
            supporter = self._leave(trip.leaving)
        while supporter >= 0:
            mover, cost = trip.came_by[supporter]
            left = self._leave(mover)
            self.host[mover], self.cost[mover] = supporter, cost
            self.guests[supporter].append(mover)
            supporter = left

    def _leave(self, mover: int) -> int:
        """Take a seeker from where they are, if anywhere; return where that was, or -1."""
        left = self.host[mover]
        if left is None:
            return -1
        self.host[mover] = None
        self.guests[left].remove(mover)
        return left


class Trip:
    """One search for the nearest end of a chain that starts with a new seeker.

    Distance is what the plan's cost rises by, prices counted in. A chain ends at a supporter
    with a free place, or with a seeker (`leaving`) who is left unserved. The queue holds
    supporters by distance, and seekers by the distance from which on their unlisted pairs may
    lie. These are numbered after the supporters: among equals those moved look further last.
    The new seeker is numbered before all, as a free place may be near.
    """

    def __init__(self, search: Search, who: int) -> None:
        self._offers = search.offers
        self._search = search
        self._who = who
        self.best = self._offers.unserved + 1
        self.end = -1
        self.leaving: int | None = None
        self.distance: dict[int, int] = {}
        self.came_by: dict[int, tuple[int, int]] = {}
        self.passed: set[int] = set()
        self._start: dict[int, int] = {}
        self._queue: list[tuple[int, int]] = []

    def go(self) -> None:
        """Find the nearest end."""
        search, queue = self._search, self._queue
        supporters = len(search.prices)
        self._set_out(self._who, 0)
        while queue and queue[0][0] < self.best:
            far, node = heappop(queue)
            if node < 0 or node >= supporters:
                self._look_further(self._who if node < 0 else node - supporters, far)
            elif node not in self.passed:
                self.passed.add(node)
                for guest in search.guests[node]:
                    self._set_out(guest, far - search.cost[guest] - search.prices[node])

    def _set_out(self, who: int, start: int) -> None:
        """Go on from a seeker who would have to find another supporter."""
        self._start[who] = start
        if start + self._offers.unserved < self.best:
            self.best, self.leaving = start + self._offers.unserved, who
        self._visit(who, self._offers.listed[who], self._offers.bound[who])

    def _look_further(self, who: int, far: int) -> None:
        start = self._start[who]
        pairs, reached = self._offers.more(who, far - start, self.best - start, self.passed)
        self._visit(who, pairs, reached)

    def _visit(self, who: int, pairs: Sequence[Pair], reached: int) -> None:
        """Note the supporters of these pairs; what lies beyond is looked at when its turn comes."""
        start, best, distance = self._start[who], self.best, self.distance
        prices, places = self._search.prices, self._search.places
        for cost, supporter in pairs:
            far = start + cost + prices[supporter]
            if far < best and far < distance.get(supporter, best):
                distance[supporter] = far
                self.came_by[supporter] = (who, cost)
                if places[supporter]:
                    self.best = best = far
                    self.end, self.leaving = supporter, None
                else:
                    heappush(self._queue, (far, supporter))
        if start + reached < best:
            node = -1 if who == self._who else who + len(prices)
            heappush(self._queue, (start + reached, node))
