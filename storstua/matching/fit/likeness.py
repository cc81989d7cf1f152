"""What ranks the pairs that are allowed: likeness and circumstances, as points of 10 000."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from ..nearness import is_same_county, is_same_municipality, kilometres
from .sides import AGE_BANDS, Seeker, Supporter

# Whole points keep every total exact; a score is points / FULL and has four decimals.
FULL = 10_000

WEIGHTS = {
    "area": 2800,  # the same diagnosis or experience is what the talk is about
    "role": 1000,  # one who is ill and one who is next of kin carry different things
    "life_phase": 900,  # everyday life in the same phase raises the same questions
    "age": 900,  # close in age, close in time; a wish for it makes it count in full
    "gender": 1000,  # a wish counts in full; likeness without a wish counts half of it
    "themes": 900,  # what the person would like to talk about (a multiple of 60)
    "contact_forms": 300,  # more ways in common, easier to agree (a multiple of 60)
    "languages": 300,  # more languages in common, more to choose from (a multiple of 60)
    "near": 500,  # a visit is possible, and the services around are known
    "waiting": 1000,  # says nothing of the pair: who has waited long is left over last
    "idle": 200,  # supporters who wait for a talk stay on when they get one
    "load": 200,  # even load wears nobody out
}

AGE_REACH_YEARS = 20
NEAR_REACH_KM = 300
# The number of days that gives half the weight; more days always give more.
HALF_WAIT_DAYS = 30
HALF_IDLE_DAYS = 90


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points that depend on nothing but `own` and `theirs`, as for a firm condition."""

    code: str
    points: Callable[[Seeker, Supporter], int]
    own: Callable[[Seeker], Hashable]
    theirs: Callable[[Supporter], Hashable]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Points for each of the seeker's words that the supporter shares; all shared, full weight."""

    code: str
    own: Callable[[Seeker], tuple[str, ...]]
    theirs: Callable[[Supporter], frozenset[str]]

    def share(self, words: frozenset[str]) -> int:
        """Points for each shared one of the seeker's words."""
        return WEIGHTS[self.code] // len(words)

    def points(self, seeker: Seeker, supporter: Supporter) -> int:
        """Points for this pair."""
        words = frozenset(self.own(seeker))
        if not words:
            return half(self.code)
        return self.share(words) * len(self.theirs(supporter) & words)


def half(code: str) -> int:
    """The points of what is not known or not asked: neither for nor against."""
    return WEIGHTS[code] // 2


def _alike(code: str, own: str, theirs: str) -> int:
    if not own or not theirs:
        return half(code)
    return WEIGHTS[code] if own == theirs else 0


def years_apart(seeker: Seeker, supporter: Supporter) -> int | None:
    """Years the supporter is above (+) or below (-) the seeker's band; None when not known."""
    if supporter.age is None or seeker.age_band not in AGE_BANDS:
        return None
    youngest, oldest = AGE_BANDS[seeker.age_band]
    return max(supporter.age - oldest, 0) or min(supporter.age - youngest, 0)


def _age(seeker: Seeker, supporter: Supporter) -> int:
    apart = years_apart(seeker, supporter)
    if apart is None:
        return half("age")
    close = max(0, AGE_REACH_YEARS - abs(apart))
    if seeker.wish_age == "none":
        return half("age") + half("age") * close // AGE_REACH_YEARS
    return WEIGHTS["age"] * close // AGE_REACH_YEARS


def _gender(seeker: Seeker, supporter: Supporter) -> int:
    if seeker.wanted_gender:
        return _alike("gender", seeker.wanted_gender, supporter.gender)
    if seeker.gender and seeker.gender == supporter.gender:
        return WEIGHTS["gender"]
    return half("gender")


def _near(seeker: Seeker, supporter: Supporter) -> int:
    here = (seeker.municipality, seeker.county)
    there = (supporter.municipality, supporter.county)
    if is_same_municipality(here, there):
        return WEIGHTS["near"]
    apart = kilometres(here, there)
    if apart is None and not is_same_county(here, there):
        return 0 if here[1] and there[1] else half("near")
    by_distance = WEIGHTS["near"] * max(0, NEAR_REACH_KM - (apart or 0)) // NEAR_REACH_KM
    if not is_same_county(here, there):
        return by_distance
    return half("near") if apart is None else max(half("near"), by_distance)


def _days(code: str, days: int | None, half_at: int) -> int:
    return half(code) if days is None else WEIGHTS[code] * max(days, 0) // (max(days, 0) + half_at)


def waiting_points(seeker: Seeker) -> int:
    """The part of the points that the seeker brings along to every pair."""
    return _days("waiting", seeker.waited, HALF_WAIT_DAYS)


def _load(seeker: Seeker, supporter: Supporter) -> int:
    return WEIGHTS["load"] * supporter.places // max(supporter.capacity, 1)


OVERLAPS = (
    Overlap("area", lambda s: (s.area,) if s.area else (), lambda p: p.areas),
    Overlap("themes", lambda s: s.themes, lambda p: p.themes),
    Overlap("contact_forms", lambda s: s.contact_forms, lambda p: p.contact_forms),
    Overlap("languages", lambda s: s.languages, lambda p: p.languages),
)

LIKENESSES = (
    Likeness(
        "role", lambda s, p: _alike("role", s.role, p.role), lambda s: s.role, lambda p: p.role
    ),
    Likeness(
        "life_phase",
        lambda s, p: _alike("life_phase", s.life_phase, p.life_phase),
        own=lambda s: s.life_phase,
        theirs=lambda p: p.life_phase,
    ),
    Likeness("age", _age, lambda s: (s.age_band, s.wish_age), lambda p: p.age),
    Likeness("gender", _gender, lambda s: (s.wanted_gender, s.gender), lambda p: p.gender),
    Likeness(
        "near",
        _near,
        own=lambda s: (s.municipality, s.county),
        theirs=lambda p: (p.municipality, p.county),
    ),
    Likeness(
        "idle",
        lambda s, p: _days("idle", p.idle, HALF_IDLE_DAYS),
        own=lambda s: (),
        theirs=lambda p: p.idle,
    ),
    Likeness("load", _load, own=lambda s: (), theirs=lambda p: (p.capacity, p.places)),
)


def points(seeker: Seeker, supporter: Supporter) -> int:
    """How well the pair fits, 0 to FULL, whether or not a firm condition forbids it."""
    return (
        waiting_points(seeker)
        + sum(overlap.points(seeker, supporter) for overlap in OVERLAPS)
        + sum(likeness.points(seeker, supporter) for likeness in LIKENESSES)
    )


def score(seeker: Seeker, supporter: Supporter) -> float:
    """How well the pair fits, 0 to 1 with four decimals, from the pair alone."""
    return points(seeker, supporter) / FULL
