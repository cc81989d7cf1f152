"""The own figures as tables: one row for each month, branch or supporter; each number leads on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from storstua.activities.choices import Figure
from storstua.activities.period import month_names
from storstua.activities.queries import Breakdown, Figures, Whose

type Link = Callable[[Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A number and the address of the rows behind it; "" when there are none."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A label and its numbers, the last of which is all of them."""

    label: str
    cells: tuple[FigureCell, ...]

    @property
    def total(self) -> int:
        """All of them; the length of the bar."""
        return self.cells[-1].number


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of numbers, and what the address calls it when rows are sorted by it."""

    label: str
    key: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table that is its own chart; `maximum` is the longest bar, also of rows not shown."""

    caption: str
    first: str
    columns: tuple[FigureColumn, ...]
    rows: tuple[FigureRow, ...]
    totals: FigureRow
    maximum: int
    sorts: bool = False


def in_order(table: FigureTable, order: str) -> FigureTable:
    """The table by name or by a column, "-" turned round; an unknown order is that of names."""
    keys = [column.key for column in table.columns]
    key, turned = order.removeprefix("-"), order.startswith("-")
    rows = list(table.rows)
    if key in keys:
        place = keys.index(key)
        rows.sort(key=lambda row: row.cells[place].number, reverse=turned)
    elif order == "-navn":
        rows.reverse()
    return replace(table, rows=tuple(rows), sorts=True)


def tables(found: Breakdown, link: Link) -> list[FigureTable]:
    """The figures by supporter, branch and month; `link` makes the address of some rows."""
    names = dict(month_names())
    months = sorted(found.by_month.items())
    totals = _row(_("Sum"), found.all, {}, link)
    return [
        _table(
            (_("Per [[likeperson]]"), _("[[Likeperson]]")),
            _rows(found.by_supporter, "likeperson", link),
            totals,
        ),
        _table((_("Per lag"), _("Lag")), _rows(found.by_branch, "lag", link), totals),
        _table(
            (_("Per måned"), _("Måned")),
            (
                _row(names[month].capitalize(), figures, {"periode": str(month)}, link)
                for month, figures in months
            ),
            totals,
        ),
    ]


def _table(titles: tuple[str, str], rows: Iterable[FigureRow], totals: FigureRow) -> FigureTable:
    figures = (FigureColumn(str(figure.label), figure.value) for figure in Figure)
    shown = tuple(rows)
    longest = max((row.total for row in shown), default=0)
    columns = (*figures, FigureColumn(_("I alt"), "alt"))
    return FigureTable(*titles, columns, shown, totals, longest)


def _rows(found: Mapping[Whose, Figures], name: str, link: Link) -> list[FigureRow]:
    by_name = sorted(found.items(), key=lambda each: (each[0].name.casefold(), str(each[0].key)))
    return [
        _row(whose.name, figures, {name: str(whose.key)}, link)
        if whose.key
        else _row(_("Uten lag"), figures, {name: "uten"}, link)
        for whose, figures in by_name
    ]


def _row(label: str, figures: Figures, query: Mapping[str, str], link: Link) -> FigureRow:
    cells = [_cell(figures[figure], {**query, "hva": figure.value}, link) for figure in Figure]
    return FigureRow(label, (*cells, _cell(figures.total, query, link)))


def _cell(number: int, query: Mapping[str, str], link: Link) -> FigureCell:
    return FigureCell(number, link(query) if number else "")
