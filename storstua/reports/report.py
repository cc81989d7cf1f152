"""The grant report of a year, made of judged activities and decisions; knows no database."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from storstua.activities.choices import What
from storstua.activities.counting import Code, Result, Verdict
from storstua.activities.queries import Fact

# What may be put right in the log rather than decided: it is told when nothing else bars the row.
WORTH_A_LOOK = (Code.LIKEPERSON_NOT_APPROVED, Code.NOT_LED_BY_LIKEPERSON, Code.NO_CONTACT)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision on an open question; `reason` is a code of DecisionReason."""

    counts: bool
    reason: str
    questions: tuple[str, ...]
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One activity in the report. A ruling holds only for the questions it was made on."""

    fact: Fact
    names: tuple[str, ...]
    ruleset_id: str
    verdict: Verdict
    ruling: Ruling | None = None

    @property
    def is_open_to_decision(self) -> bool:
        """True when the rules leave it open, whether someone has decided or not."""
        return self.verdict.result is Result.REVIEW

    @property
    def decision(self) -> Ruling | None:
        """The ruling, if it still answers what is open."""
        fits = self.ruling is not None and self.ruling.questions == self.verdict.reasons
        return self.ruling if fits and self.is_open_to_decision else None

    @property
    def result(self) -> Result:
        """The verdict, or what was decided."""
        if decision := self.decision:
            return Result.YES if decision.counts else Result.NO
        return self.verdict.result

    @property
    def activity_days(self) -> int | None:
        """Days claimed; None while it is open. A bare month count has as many as it counts."""
        if decision := self.decision:
            return self.fact.records if decision.counts else 0
        return self.verdict.activity_days

    @property
    def count(self) -> int:
        """How many activities the line stands for."""
        return self.fact.records


@dataclass
class Totals:
    """How many activities there are, how many days count, and how many are not or open."""

    activities: int = 0
    activity_days: int = 0
    by_result: Counter[Result] = field(default_factory=Counter)

    def add(self, line: Line) -> None:
        """Count one line."""
        self.activities += line.count
        self.activity_days += line.activity_days or 0
        self.by_result[line.result] += line.count

    @property
    def counted(self) -> int:
        """Activities that count."""
        return self.by_result[Result.YES]

    @property
    def not_counted(self) -> int:
        """Activities that do not count."""
        return self.by_result[Result.NO]

    @property
    def open(self) -> int:
        """Activities that someone must decide on."""
        return self.by_result[Result.REVIEW]


@dataclass(frozen=True)
class Report:
    """The grant report of one year, live or as it was frozen."""

    year: int
    lines: tuple[Line, ...]

    @cached_property
    def total(self) -> Totals:
        """Everything."""
        return summed(self.lines)

    @cached_property
    def by_what(self) -> Mapping[What, Totals]:
        """The totals of each kind that there is, in the order of `What`."""
        found = {what: summed(self.that_are(what)) for what in What}
        return {what: totals for what, totals in found.items() if totals.activities}

    @cached_property
    def rulesets(self) -> tuple[str, ...]:
        """The ids of the rule sets that judged the lines."""
        return tuple(sorted({line.ruleset_id for line in self.lines if line.ruleset_id}))

    def that_are(self, what: What) -> Iterable[Line]:
        """The lines of one kind."""
        return (line for line in self.lines if line.fact.what is what)

    def reasons(self, result: Result) -> list[tuple[Code, int]]:
        """Why lines have this result, undecided: each code with its number, the largest first."""
        counts: Counter[Code] = Counter()
        for line in self.lines:
            if line.result is result and line.decision is None:
                for code in line.verdict.reasons:
                    counts[code] += line.count
        return sorted(counts.items(), key=lambda each: (-each[1], each[0]))

    @property
    def decided(self) -> int:
        """How many activities someone has decided on."""
        return sum(line.count for line in self.lines if line.decision)

    def worth_a_look(self) -> list[tuple[Code, int]]:
        """What alone keeps activities out and may be put right in the log, with the numbers."""
        alone = Counter[Code]()
        for line in self.lines:
            if line.result is Result.NO and len(line.verdict.reasons) == 1:
                alone[line.verdict.reasons[0]] += line.count
        return [(code, alone[code]) for code in WORTH_A_LOOK if alone[code]]


def summed(lines: Iterable[Line]) -> Totals:
    """The totals of some lines."""
    totals = Totals()
    for line in lines:
        totals.add(line)
    return totals
