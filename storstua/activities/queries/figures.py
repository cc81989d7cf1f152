"""The organisation's own figures: talks, visits and get-togethers in a span of time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Breakdown:
    """The figures in all and by month, branch (None: no branch) and supporter id.

    An activity with two supporters stands on both, so the supporters' figures may sum to more.
    """

    all: Figures
    by_month: Mapping[int, Figures]
    by_branch: Mapping[int | None, Figures]
    by_supporter: Mapping[int, Figures]


def breakdown(rows: Activities) -> Breakdown:
    """Count the rows in two queries."""
    groups = (
        rows.order_by()
        .values_list("type", "mode", ExtractMonth("done_on"), "branch_id")
        .annotate(count=Sum("records"))
    )
    everything = [(figure_of(what_of(row[0], row[1])), *row[2:]) for row in groups]
    named = (
        rows.order_by()
        .filter(supporters__isnull=False)
        .values_list("type", "mode", "supporters__supporter_id")
        .annotate(count=Sum("records"))
    )
    people = [(figure_of(what_of(row[0], row[1])), row[2], row[3]) for row in named]
    return Breakdown(
        all=_sum((None, each[0], each[3]) for each in everything).get(None, Figures()),
        by_month=_sum((each[1], each[0], each[3]) for each in everything),
        by_branch=_sum((each[2], each[0], each[3]) for each in everything),
        by_supporter=_sum((each[1], each[0], each[2]) for each in people),
    )


def _sum[K](parts: Iterable[tuple[K, Figure, int]]) -> dict[K, Figures]:
    found: dict[K, Figures] = {}
    for key, figure, count in parts:
        found.setdefault(key, Figures()).counts[figure] += count
    return found
