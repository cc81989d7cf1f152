"""The two sides of a talk as plain values: who asks, and who can be asked."""

from dataclasses import dataclass

UNDER_18 = "under18"
AGE_BANDS = {
    UNDER_18: (0, 17),
    "18-29": (18, 29),
    "30-44": (30, 44),
    "45-59": (45, 59),
    "60-74": (60, 74),
    "75+": (75, 120),
}


@dataclass(frozen=True, slots=True)
class Seeker:
    """One request. An empty text or tuple means "not said"; the order of the tuples counts.

    `must` holds the words gender, language, contact_form, area and not_my_municipality;
    `wish_gender` is none, same or a gender; `wish_age` is none or similar; `waited` is days.
    """

    id: str
    area: str = ""
    role: str = ""
    gender: str = ""
    age_band: str = ""
    life_phase: str = ""
    municipality: str = ""
    county: str = ""
    languages: tuple[str, ...] = ()
    contact_forms: tuple[str, ...] = ()
    wish_gender: str = "none"
    wish_age: str = "none"
    must: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    themes: tuple[str, ...] = ()
    waited: int | None = None

    @property
    def wanted_gender(self) -> str:
        """The gender asked for, or "" when there is no wish or "same" as an unsaid one."""
        return {"none": "", "same": self.gender}.get(self.wish_gender, self.wish_gender)


@dataclass(frozen=True, slots=True)
class Supporter:
    """One supporter. `age` is in years; `idle` is days since the last talk, None when unknown."""

    id: str
    areas: frozenset[str] = frozenset()
    role: str = ""
    gender: str = ""
    age: int | None = None
    life_phase: str = ""
    municipality: str = ""
    county: str = ""
    languages: frozenset[str] = frozenset()
    contact_forms: frozenset[str] = frozenset()
    capacity: int = 0
    active: int = 0
    minors_approved: bool = False
    paused: bool = False
    themes: frozenset[str] = frozenset()
    idle: int | None = None

    @property
    def places(self) -> int:
        """How many more talks there is room for; more active than capacity leaves none."""
        return max(0, self.capacity - self.active)
