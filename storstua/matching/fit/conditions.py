"""The firm conditions: what forbids a pair, whatever else speaks for it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from ..nearness import is_another_municipality
from .sides import UNDER_18, Seeker, Supporter


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule that forbids pairs and looks at nothing but `own` and `theirs`.

    Two seekers with equal `own` and two supporters with equal `theirs` are judged alike, so a
    plan for thousands judges each combination once.
    """

    code: str
    forbids: Callable[[Seeker, Supporter], bool]
    own: Callable[[Seeker], Hashable]
    theirs: Callable[[Supporter], Hashable]
    binds: Callable[[Seeker], bool] = lambda seeker: True


def _must(word: str) -> Callable[[Seeker], bool]:
    return lambda seeker: word in seeker.must


def _wrong_gender(seeker: Seeker, supporter: Supporter) -> bool:
    wanted = seeker.wanted_gender
    return not wanted or supporter.gender != wanted


def _gender_binds(seeker: Seeker) -> bool:
    return "gender" in seeker.must and seeker.wish_gender != "none"


def _near_home(seeker: Seeker, supporter: Supporter) -> bool:
    return not is_another_municipality(
        (seeker.municipality, seeker.county), (supporter.municipality, supporter.county)
    )


EXCLUDED = "excluded"

# The order is the order in which a supporter's absence is explained. What is not known cannot
# be shown to hold, so it forbids.
CONDITIONS = (
    Condition("paused", lambda s, p: p.paused, lambda s: (), lambda p: p.paused),
    Condition("full", lambda s, p: not p.places, lambda s: (), lambda p: not p.places),
    Condition(
        "minors_not_approved",
        lambda s, p: not p.minors_approved,
        own=lambda s: (),
        theirs=lambda p: p.minors_approved,
        binds=lambda s: s.age_band == UNDER_18,
    ),
    Condition(
        "no_common_contact_form",
        lambda s, p: p.contact_forms.isdisjoint(s.contact_forms),
        own=lambda s: s.contact_forms,
        theirs=lambda p: p.contact_forms,
    ),
    Condition(
        "no_common_language",
        lambda s, p: p.languages.isdisjoint(s.languages),
        own=lambda s: s.languages,
        theirs=lambda p: p.languages,
    ),
    Condition(
        EXCLUDED,
        lambda s, p: p.id in s.excluded,
        own=lambda s: s.excluded,
        theirs=lambda p: p.id,
        binds=lambda s: bool(s.excluded),
    ),
    Condition(
        "must_gender",
        _wrong_gender,
        own=lambda s: s.wanted_gender,
        theirs=lambda p: p.gender,
        binds=_gender_binds,
    ),
    Condition(
        "must_language",
        lambda s, p: p.languages.isdisjoint(s.languages[:1]),
        own=lambda s: s.languages[:1],
        theirs=lambda p: p.languages,
        binds=_must("language"),
    ),
    Condition(
        "must_contact_form",
        lambda s, p: p.contact_forms.isdisjoint(s.contact_forms[:1]),
        own=lambda s: s.contact_forms[:1],
        theirs=lambda p: p.contact_forms,
        binds=_must("contact_form"),
    ),
    Condition(
        "must_area",
        lambda s, p: not s.area or s.area not in p.areas,
        own=lambda s: s.area,
        theirs=lambda p: p.areas,
        binds=_must("area"),
    ),
    Condition(
        "must_not_my_municipality",
        _near_home,
        own=lambda s: (s.municipality, s.county),
        theirs=lambda p: (p.municipality, p.county),
        binds=_must("not_my_municipality"),
    ),
)


def firm(seeker: Seeker, supporter: Supporter) -> tuple[str, ...]:
    """Codes of all firm conditions that forbid this pair; empty when the pair is allowed."""
    return tuple(
        condition.code
        for condition in CONDITIONS
        if condition.binds(seeker) and condition.forbids(seeker, supporter)
    )
