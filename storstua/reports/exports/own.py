"""The organisation's own report as sheets."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from storstua.activities.choices import Figure
from storstua.reports.exports.sheet import Cell, Column, Sheet
from storstua.reports.tables import FigureTable


def own_sheets(tables: Iterable[FigureTable], organisation: str, period: str) -> list[Sheet]:
    """One sheet for each table, and one that says how it is reckoned."""
    return [*(_sheet(table) for table in tables), _explanation(organisation, period)]


def _sheet(table: FigureTable) -> Sheet:
    columns = [Column(table.first, 30), *(Column(each.label, 16) for each in table.columns)]
    rows: list[tuple[Cell, ...]] = [
        (row.label, *(cell.number for cell in row.cells)) for row in (*table.rows, table.totals)
    ]
    return Sheet(table.caption, columns, rows)


def _explanation(organisation: str, period: str) -> Sheet:
    rows = [(_("Organisasjon"), organisation), (_("Periode"), period), *explanations()]
    return Sheet(_("Forklaring"), [Column(_("Hva"), 24), Column(_("Forklaring"), 90)], rows)


def explanations() -> list[tuple[str, str]]:
    """How the own figures are reckoned: each column and its rule."""
    rules = {
        Figure.PHONE_TALKS: _("Samtaler på telefon."),
        Figure.VISITS: _("[[Likepersonen]] reiste til den andre."),
        Figure.GET_TOGETHERS: _("Samtalegrupper, aktivitetsgrupper og andre sammenkomster."),
        Figure.OTHER_TALKS: _("Samtaler skriftlig, på video og når to møttes på andre måter."),
        Figure.REST: _("Kursdager og det som ikke hører til de andre."),
    }
    twice = _(
        "Er to [[likepersoner]] med på det samme, står det på begge. Summen teller det én gang."
    )
    return [
        *((str(figure.label), rule) for figure, rule in rules.items()),
        (_("[[Likepersoner]]"), twice),
        (_("Bare antall"), _("Tall for en hel måned er lagt til, ett for hver.")),
    ]
