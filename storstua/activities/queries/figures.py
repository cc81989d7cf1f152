"""The organisation's own figures: talks, visits and get-togethers in a span of time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import ExtractMonth

from storstua.activities.choices import Figure, figure_of, what_of
from storstua.activities.models.activity import Activities


@dataclass
class Figures:
    """How many of each; like ones of a bare month count are counted each."""

    counts: Counter[Figure] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All of them."""
        return self.counts.total()

    def __getitem__(self, figure: Figure) -> int:
        return self.counts[figure]


@dataclass(frozen=True, slots=True)
class Whose:
    """A branch or a supporter; without a key it is the organisation itself."""

    key: UUID | None
    name: str


@dataclass(frozen=True)
class Breakdown:
    """The figures in all and by month, branch and supporter.

    An activity with two supporters stands on both, so the supporters' figures may sum to more.
    """

    all: Figures
    by_month: Mapping[int, Figures]
    by_branch: Mapping[Whose, Figures]
    by_supporter: Mapping[Whose, Figures]


def breakdown(rows: Activities) -> Breakdown:
    """Count the rows in two queries."""
    groups = (
        rows.order_by()
        .values_list("type", "mode", ExtractMonth("done_on"), "branch__key", "branch__name")
        .annotate(count=Sum("records"))
    )
    found = [
        (figure_of(what_of(type_, mode)), month, Whose(key, name or ""), count)
        for type_, mode, month, key, name, count in groups
    ]
    return Breakdown(
        all=_sum((None, figure, count) for figure, _month, _whose, count in found)[None],
        by_month=_sum((month, figure, count) for figure, month, _whose, count in found),
        by_branch=_sum((whose, figure, count) for figure, _month, whose, count in found),
        by_supporter=_sum(_of_supporters(rows)),
    )


def _of_supporters(rows: Activities) -> Iterator[tuple[Whose, Figure, int]]:
    person = "supporters__supporter__person__"
    groups = (
        rows.order_by()
        .filter(supporters__isnull=False)
        .values_list(
            "type",
            "mode",
            "supporters__supporter__key",
            f"{person}given_name",
            f"{person}family_name",
        )
        .annotate(count=Sum("records"))
    )
    for type_, mode, key, given, family, count in groups:
        yield Whose(key, f"{given} {family}".strip()), figure_of(what_of(type_, mode)), count


def _sum[K](parts: Iterable[tuple[K, Figure, int]]) -> dict[K, Figures]:
    found: defaultdict[K, Figures] = defaultdict(Figures)
    for key, figure, count in parts:
        found[key].counts[figure] += count
    return found
