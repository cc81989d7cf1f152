"""Why a pair fits or does not quite: codes with details, to be put into words elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..nearness import is_same_county, is_same_municipality, kilometres
from .likeness import OVERLAPS, Overlap, years_apart
from .sides import Seeker, Supporter

type Detail = str | int | tuple[str, ...]

# Within this many years, and kilometres, people call it about the same age, and near.
SAME_AGE_YEARS = 5
NEAR_KM = 60
LONG_IDLE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of an explanation: what it is about, whether it speaks for the pair, details."""

    code: str
    met: bool
    detail: Mapping[str, Detail] = field(default_factory=dict)


# The reasons that answer to something the seeker asked for or is; the rest are circumstances.
WISHES = frozenset(
    {"area", "role", "life_phase", "age", "gender", "themes", "contact_forms", "languages", "near"}
)


def _overlap(overlap: Overlap) -> Callable[[Seeker, Supporter], Reason | None]:
    def reason(seeker: Seeker, supporter: Supporter) -> Reason | None:
        words = tuple(dict.fromkeys(overlap.own(seeker)))
        theirs = overlap.theirs(supporter)
        if not words:
            return None
        shared = tuple(word for word in words if word in theirs)
        return Reason(overlap.code, bool(shared), {"wanted": words, "shared": shared})

    return reason


def _role(seeker: Seeker, supporter: Supporter) -> Reason | None:
    if not seeker.role or not supporter.role:
        return None
    detail = {"wanted": seeker.role, "theirs": supporter.role}
    return Reason("role", seeker.role == supporter.role, detail)


def _life_phase(seeker: Seeker, supporter: Supporter) -> Reason | None:
    if not seeker.life_phase or not supporter.life_phase:
        return None
    detail = {"wanted": seeker.life_phase, "theirs": supporter.life_phase}
    return Reason("life_phase", seeker.life_phase == supporter.life_phase, detail)


def _age(seeker: Seeker, supporter: Supporter) -> Reason | None:
    apart = years_apart(seeker, supporter)
    if apart is None:
        return None
    met = abs(apart) <= SAME_AGE_YEARS
    if not met and seeker.wish_age == "none":
        return None
    return Reason("age", met, {"years": apart})


def _gender(seeker: Seeker, supporter: Supporter) -> Reason | None:
    asked = bool(seeker.wanted_gender)
    wanted = seeker.wanted_gender or seeker.gender
    if not wanted or not supporter.gender:
        return None
    met = supporter.gender == wanted
    # Likeness that nobody asked for is worth a line only when it is there.
    if not met and not asked:
        return None
    return Reason("gender", met, {"wanted": wanted, "asked": int(asked)})


def _near(seeker: Seeker, supporter: Supporter) -> Reason | None:
    here = (seeker.municipality, seeker.county)
    there = (supporter.municipality, supporter.county)
    if is_same_municipality(here, there):
        return Reason("near", True, {"municipality": there[0]})
    apart = kilometres(here, there)
    if is_same_county(here, there):
        return Reason("near", True, {"county": there[1]} | _distance(apart))
    if apart is None:
        return Reason("near", False, {"county": there[1]}) if here[1] and there[1] else None
    return Reason("near", apart <= NEAR_KM, _distance(apart))


def _distance(apart: int | None) -> dict[str, Detail]:
    return {} if apart is None else {"kilometres": apart}


def _waiting(seeker: Seeker, supporter: Supporter) -> Reason | None:
    return Reason("waiting", True, {"days": seeker.waited}) if seeker.waited else None


def _idle(seeker: Seeker, supporter: Supporter) -> Reason | None:
    if supporter.idle is None or supporter.idle < LONG_IDLE_DAYS:
        return None
    return Reason("idle", True, {"days": supporter.idle})


def _load(seeker: Seeker, supporter: Supporter) -> Reason | None:
    if not supporter.places:
        return None
    met = 2 * supporter.active <= supporter.capacity
    return Reason("load", met, {"active": supporter.active, "capacity": supporter.capacity})


_AREA, _THEMES, _CONTACT_FORMS, _LANGUAGES = map(_overlap, OVERLAPS)
_LINES = (
    *(_AREA, _role, _life_phase, _age, _gender),
    *(_THEMES, _CONTACT_FORMS, _LANGUAGES, _near),
    *(_waiting, _idle, _load),
)


def reasons(seeker: Seeker, supporter: Supporter) -> tuple[Reason, ...]:
    """The lines that explain this pair, in a fixed order; what is not known gives no line."""
    lines = (line(seeker, supporter) for line in _LINES)
    return tuple(line for line in lines if line is not None)


def wishes_met(lines: tuple[Reason, ...]) -> tuple[int, int]:
    """How many wishes the pair meets, and of how many, as in "4 of 5 wishes met"."""
    wishes = [line.met for line in lines if line.code in WISHES]
    return sum(wishes), len(wishes)
