"""Seekers and supporters for the pure tests: plain makers, strategies and whole rounds."""

import random
from typing import Any

from hypothesis import strategies as st

from ..fit import Seeker, Supporter
from ..fit.sides import AGE_BANDS

PLACES = (
    ("Oslo", "Oslo"),
    ("Bergen", "Vestland"),
    ("Voss", "Vestland"),
    ("Våler", "Innlandet"),
    ("Våler", "Østfold"),
    ("Ukjent", "Innlandet"),
    ("", ""),
)
AREAS = ("rygg", "nakke", "migrene")
FORMS = ("phone", "chat", "visit")
LANGUAGES = ("nb", "en", "ur")
THEMES = ("hope", "grief", "sleep", "children", "loneliness")
PHASES = ("studies", "working", "retired")
MUSTS = ("gender", "language", "contact_form", "area", "not_my_municipality")


def make_seeker(**said: Any) -> Seeker:
    """One who wants to talk in Norwegian on the phone."""
    return Seeker(**{"id": "R1", "languages": ("nb",), "contact_forms": ("phone",)} | said)


def make_supporter(**known: Any) -> Supporter:
    """One with three free places who talks in Norwegian on the phone."""
    usual = {
        "id": "S1",
        "languages": frozenset({"nb"}),
        "contact_forms": frozenset({"phone"}),
        "capacity": 3,
    }
    return Supporter(**usual | known)


def _tuples(words: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, min_size=least).map(tuple)


def _sets(words: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words))


@st.composite
def seekers(draw: st.DrawFn, number: int = 1) -> Seeker:
    """Any seeker of a small world."""
    municipality, county = draw(st.sampled_from(PLACES))
    return Seeker(
        id=f"R{number}",
        area=draw(st.sampled_from(("", *AREAS))),
        role=draw(st.sampled_from(("", "self", "relative"))),
        gender=draw(st.sampled_from(("", "f", "m", "x"))),
        age_band=draw(st.sampled_from(("", *AGE_BANDS))),
        life_phase=draw(st.sampled_from(("", *PHASES))),
        municipality=municipality,
        county=county,
        languages=draw(_tuples(LANGUAGES)),
        contact_forms=draw(_tuples(FORMS, least=1)),
        wish_gender=draw(st.sampled_from(("none", "same", "f", "m"))),
        wish_age=draw(st.sampled_from(("none", "similar"))),
        must=draw(_sets(MUSTS)),
        excluded=draw(_sets(("S1", "S2", "S9"))),
        themes=draw(_tuples(THEMES)),
        waited=draw(st.none() | st.integers(0, 400)),
    )


@st.composite
def supporters(draw: st.DrawFn, number: int = 1) -> Supporter:
    """Any supporter of a small world."""
    municipality, county = draw(st.sampled_from(PLACES))
    return Supporter(
        id=f"S{number}",
        areas=draw(_sets(AREAS)),
        role=draw(st.sampled_from(("", "self", "relative"))),
        gender=draw(st.sampled_from(("", "f", "m", "x"))),
        age=draw(st.none() | st.integers(18, 95)),
        life_phase=draw(st.sampled_from(("", *PHASES))),
        municipality=municipality,
        county=county,
        languages=draw(_sets(LANGUAGES)),
        contact_forms=draw(_sets(FORMS)),
        capacity=draw(st.integers(0, 4)),
        active=draw(st.integers(0, 2)),
        minors_approved=draw(st.booleans()),
        paused=draw(st.booleans()),
        themes=draw(_sets(THEMES)),
        idle=draw(st.none() | st.integers(0, 400)),
    )


@st.composite
def rounds(draw: st.DrawFn, most: int = 7) -> tuple[tuple[Seeker, ...], tuple[Supporter, ...]]:
    """A few seekers and supporters, some of whom may be met."""
    count, others = draw(st.integers(0, most)), draw(st.integers(0, most))
    return (
        tuple(draw(seekers(number)) for number in range(count)),
        tuple(draw(supporters(number)) for number in range(others)),
    )


def make_round(
    seed: int, seekers: int, supporters: int, *, areas: int = 5, bound: float = 0.4, most: int = 4
) -> tuple[list[Seeker], list[Supporter]]:
    """A round as organisations have them: some areas are common, some bind, few are excluded."""
    pick = random.Random(seed)
    words = [f"a{number}" for number in range(areas)]
    weights = [1 / (number + 1) for number in range(areas)]
    return (
        [_waiting(pick, number, words, weights, bound) for number in range(seekers)],
        [_asked(pick, number, words, weights, most) for number in range(supporters)],
    )


def _some(pick: random.Random, words: tuple[str, ...], least: int) -> tuple[str, ...]:
    return tuple(sorted(pick.sample(words, pick.randint(least, len(words)))))


def _waiting(
    pick: random.Random, number: int, areas: list[str], weights: list[float], bound: float
) -> Seeker:
    municipality, county = pick.choice(PLACES[:5])
    rest = {word for word in MUSTS if word != "area" and pick.random() < 0.1}
    return Seeker(
        id=f"R{number:05}",
        area=pick.choices(areas, weights)[0],
        role=pick.choice(("self", "self", "relative")),
        gender=pick.choice("ffmmx"),
        age_band=pick.choice(tuple(AGE_BANDS)[1:] * 5 + ("under18",)),
        life_phase=pick.choice(PHASES),
        municipality=municipality,
        county=county,
        languages=("nb", *_some(pick, LANGUAGES[1:], 0)),
        contact_forms=_some(pick, FORMS, 1),
        wish_gender=pick.choice(("none", "none", "same", "f")),
        wish_age=pick.choice(("none", "similar")),
        must=frozenset(rest | ({"area"} if pick.random() < bound else set())),
        excluded=frozenset({f"S{pick.randrange(50):05}"} if pick.random() < 0.1 else ()),
        themes=_some(pick, THEMES, 0),
        waited=pick.randrange(45),
    )


def _asked(
    pick: random.Random, number: int, areas: list[str], weights: list[float], most: int
) -> Supporter:
    municipality, county = pick.choice(PLACES[:5])
    return Supporter(
        id=f"S{number:05}",
        areas=frozenset(pick.choices(areas, weights, k=pick.randint(1, 2))),
        role=pick.choice(("self", "self", "relative")),
        gender=pick.choice("ffmmx"),
        age=pick.randint(19, 82),
        life_phase=pick.choice(PHASES),
        municipality=municipality,
        county=county,
        languages=frozenset(("nb", *_some(pick, LANGUAGES[1:], 0))),
        contact_forms=frozenset(_some(pick, FORMS, 1)),
        capacity=pick.randint(1, most),
        active=pick.choice((0, 0, 1)),
        minors_approved=pick.random() < 0.2,
        paused=pick.random() < 0.1,
        themes=frozenset(_some(pick, THEMES, 0)),
    )
