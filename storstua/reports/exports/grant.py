"""The grant report as sheets: one as the funder wants it, every row with why, an explanation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from storstua.activities.choices import Kind, Mode, What
from storstua.activities.counting import Code, Result
from storstua.activities.counting.explanations import EXPLANATIONS, RESULTS
from storstua.base import clock
from storstua.reports.exports.sheet import Cell, Column, Sheet
from storstua.reports.report import Line, Report
from storstua.reports.wording import result_words, why
from storstua.ui.moments import clock_words, full_day


def caution() -> str:
    """What must be done before the report is used."""
    return _(
        "Reglene her er satt sammen av det tilskuddsgiver og organisasjoner skriver om dem."
        " Sammenlign dem med forskriften før dere søker."
    )


def headline(report: Report) -> str:
    """The finding in one sentence."""
    parts = {"all": report.total.activities, "days": report.total.activity_days}
    return _("%(all)s aktiviteter. %(days)s teller i tilskuddet.") % parts


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose report it is and how it came about; `version` is empty for the report as it stands."""

    organisation: str
    at: datetime
    version: str = ""

    def told(self) -> str:
        """When it was worked out, or frozen and by whom."""
        moment = f"{full_day(clock.day_of(self.at))} {clock_words(self.at)}"
        return self.version or _("Regnet ut %(moment)s.") % {"moment": moment}


def grant_sheets(report: Report, heading: Heading) -> list[Sheet]:
    """The sheets of a report: for the funder, every row, how it is reckoned."""
    return [_for_funder(report), every_row(report), _explanation(report, heading)]


def _what(line: Line) -> str:
    what = str(line.fact.what.label)
    return _("%(what)s, antall i måneden") % {"what": what} if line.fact.is_month_count else what


def _for_funder(report: Report) -> Sheet:
    columns = [
        Column(_("Dag"), 12),
        Column(_("Type aktivitet"), 20),
        Column(_("Kommune"), 18),
        Column(_("Lag"), 18),
        Column(_("[[Likepersoner]]"), 30),
        Column(_("Deltakere"), 11),
        Column(_("Minutter"), 11),
        Column(_("Aktivitetsdager"), 15),
    ]
    rows = [
        (
            line.fact.done_on,
            _what(line),
            line.fact.municipality,
            line.fact.branch_name or "",
            ", ".join(line.names),
            None if line.fact.is_month_count else line.fact.pax,
            None if line.fact.is_month_count else line.fact.minutes,
            line.activity_days,
        )
        for line in report.lines
        if line.result is Result.YES
    ]
    return Sheet(_("Til søknaden"), columns, rows)


def every_row(report: Report) -> Sheet:
    """Every activity with its result, why, and the id of the rule set."""
    columns = [
        Column(_("Dag"), 12),
        Column(_("Id"), 12),
        Column(_("Hva"), 20),
        Column(_("Måte"), 12),
        Column(_("Kommune"), 18),
        Column(_("Fylke"), 16),
        Column(_("Land"), 7),
        Column(_("Lag"), 18),
        Column(_("[[Likepersoner]]"), 30),
        Column(_("Antall"), 9),
        Column(_("Minutter"), 11),
        Column(_("Deltakere"), 11),
        Column(_("Merknad"), 16),
        Column(_("Svar"), 14),
        Column(_("Aktivitetsdager"), 15),
        Column(_("Hvorfor"), 60),
        Column(_("Koder"), 24),
        Column(_("Regelsett"), 14),
    ]
    return Sheet(_("Alle rader"), columns, [tuple(_row(line)) for line in report.lines])


def _row(line: Line) -> Iterator[Cell]:
    fact = line.fact
    yield fact.done_on
    yield fact.office_id
    yield _what(line)
    yield str(Mode(fact.mode).label)
    yield fact.municipality
    yield fact.county
    yield fact.country
    yield fact.branch_name or ""
    yield ", ".join(line.names)
    yield fact.records
    yield None if fact.is_month_count else fact.minutes
    yield None if fact.is_month_count else fact.pax
    yield "" if fact.kind == Kind.NORMAL else str(Kind(fact.kind).label)
    yield result_words(line)
    yield line.activity_days
    yield " ".join(why(line))
    yield ", ".join((*line.verdict.reasons, *line.verdict.warnings))
    yield line.ruleset_id


def _explanation(report: Report, heading: Heading) -> Sheet:
    total = report.total
    rows: list[tuple[str, str | int]] = [
        (_("Organisasjon"), heading.organisation),
        (_("År"), report.year),
        (_("Tidspunkt"), heading.told()),
        (_("Regelsett"), ", ".join(report.rulesets)),
        (_("Viktig"), caution()),
        (_("Aktiviteter i alt"), total.activities),
        (str(RESULTS[Result.YES]), total.counted),
        (_("Aktivitetsdager"), total.activity_days),
        (str(RESULTS[Result.NO]), total.not_counted),
        (str(RESULTS[Result.REVIEW]), total.open),
        *((str(What(what).label), sums.activity_days) for what, sums in report.by_what.items()),
        *(
            (_("Når det står %(code)s") % {"code": code.value}, str(EXPLANATIONS[code]))
            for code in _codes(report)
        ),
    ]
    return Sheet(_("Forklaring"), [Column(_("Hva"), 30), Column(_("Forklaring"), 90)], rows)


def _codes(report: Report) -> list[Code]:
    used = {
        code for line in report.lines for code in (*line.verdict.reasons, *line.verdict.warnings)
    }
    return [code for code in Code if code in used]
