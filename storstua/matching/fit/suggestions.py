"""The few supporters to suggest for one request, and why the others are not among them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .conditions import firm
from .likeness import FULL, points
from .reasons import Reason, reasons
from .sides import Seeker, Supporter

# The code under which the allowed ones stand who fit less well than those suggested.
FITS_LESS = "fits_less"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One supporter to ask, with the score (0 to 1) and the lines that explain it."""

    supporter: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best first; `others` names each remaining supporter under one code."""

    best: tuple[Suggestion, ...]
    others: Mapping[str, tuple[str, ...]]


def suggest(
    seeker: Seeker, supporters: Sequence[Supporter], limit: int = 3, *, wished: str = ""
) -> Suggestions:
    """Up to `limit` supporters that no firm condition forbids: the wished one, then the best score.

    Of equal scores the earlier in `supporters` comes first. A supporter forbidden by several
    conditions stands under the first of them, in the order of `conditions.CONDITIONS`.
    """
    others: dict[str, list[str]] = defaultdict(list)
    allowed = []
    for supporter in supporters:
        forbidden = firm(seeker, supporter)
        if forbidden:
            others[forbidden[0]].append(supporter.id)
        else:
            allowed.append((points(seeker, supporter), supporter))
    allowed.sort(key=lambda pair: (pair[1].id != wished, -pair[0]))
    best = tuple(
        Suggestion(supporter.id, worth / FULL, reasons(seeker, supporter))
        for worth, supporter in allowed[:limit]
    )
    less = [supporter.id for _, supporter in allowed[limit:]]
    return Suggestions(
        best, {code: tuple(ids) for code, ids in others.items()} | _named(FITS_LESS, less)
    )


def _named(code: str, ids: list[str]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(ids)} if ids else {}
