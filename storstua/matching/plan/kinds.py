"""Supporters sorted into kinds that a rule cannot tell apart, so that it judges each kind once."""

from collections.abc import Hashable, Sequence

from ..fit.conditions import Condition
from ..fit.likeness import Likeness
from ..fit.sides import Seeker, Supporter


class Kinds:
    """For each rule the kinds among all supporters and what the rule says of each kind."""

    def __init__(self, supporters: Sequence[Supporter]) -> None:
        self.supporters = supporters
        self._sorted: dict[str, tuple[list[Supporter], list[int]]] = {}
        self._verdicts: dict[tuple[str, Hashable], list[bool]] = {}
        self._points: dict[tuple[str, Hashable], list[int]] = {}

    def of(self, rule: Condition | Likeness) -> list[int]:
        """The kind of each supporter, in the order of the supporters."""
        return self._by(rule)[1]

    def verdicts(self, condition: Condition, seeker: Seeker) -> list[bool]:
        """Whether the condition forbids each kind for this seeker."""
        key = (condition.code, condition.own(seeker))
        if key not in self._verdicts:
            examples = self._by(condition)[0]
            self._verdicts[key] = [condition.forbids(seeker, example) for example in examples]
        return self._verdicts[key]

    def points(self, likeness: Likeness, seeker: Seeker) -> list[int]:
        """The points of each kind for this seeker."""
        key = (likeness.code, likeness.own(seeker))
        if key not in self._points:
            examples = self._by(likeness)[0]
            self._points[key] = [likeness.points(seeker, example) for example in examples]
        return self._points[key]

    def _by(self, rule: Condition | Likeness) -> tuple[list[Supporter], list[int]]:
        if rule.code not in self._sorted:
            seen: dict[Hashable, int] = {}
            examples: list[Supporter] = []
            kinds = []
            for supporter in self.supporters:
                kind = seen.setdefault(rule.theirs(supporter), len(seen))
                if kind == len(examples):
                    examples.append(supporter)
                kinds.append(kind)
            self._sorted[rule.code] = (examples, kinds)
        return self._sorted[rule.code]
