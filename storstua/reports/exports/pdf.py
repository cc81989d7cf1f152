"""Writes the grant report as tagged PDF; data reaches the typesetter as JSON, never as code."""

import json
from pathlib import Path

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storstua.activities.choices import What
from storstua.activities.counting import Result
from storstua.activities.counting.explanations import RESULTS
from storstua.reports.exports.grant import Heading, caution, headline
from storstua.reports.exports.sheet import Say
from storstua.reports.report import Line, Report, Totals
from storstua.reports.wording import result_words, why

CONTENT_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "grant.typ"


def pdf(report: Report, heading: Heading, say: Say) -> bytes:
    """The bytes of a PDF/UA-1 file: the totals first, then every row with why."""
    told = json.dumps(_said(_told(report, heading), say), ensure_ascii=False)
    made: bytes = typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"report": told},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
    return made


def _told(report: Report, heading: Heading) -> dict[str, object]:
    sums = {str(What(what).label): totals for what, totals in report.by_what.items()}
    return {
        "language": get_language() or "nb",
        "organisation": heading.organisation,
        "title": _("Tilskuddsrapport %(year)s") % {"year": report.year},
        "headline": headline(report),
        "notes": [heading.told(), ", ".join(report.rulesets), caution()],
        "sums_heading": _("Etter type"),
        "sums_columns": [
            _("Type"),
            _("Antall"),
            *(str(RESULTS[result]) for result in Result),
            _("Aktivitetsdager"),
        ],
        "sums": [[name, *_numbers(totals)] for name, totals in sums.items()]
        + [[_("Sum"), *_numbers(report.total)]],
        "rows_heading": _("Alle rader"),
        "rows_columns": [_("Dag"), _("Hva"), _("[[Likepersoner]]"), _("Svar"), _("Hvorfor")],
        "rows": [_row(line) for line in report.lines],
    }


def _said(value: object, say: Say) -> object:
    """The same with every text said the organisation's way."""
    if isinstance(value, dict):
        return {name: _said(part, say) for name, part in value.items()}
    if isinstance(value, list):
        return [_said(part, say) for part in value]
    return say(value) if isinstance(value, str) else value


def _numbers(totals: Totals) -> list[str]:
    return [
        str(totals.activities),
        *(str(totals.by_result[result]) for result in Result),
        str(totals.activity_days),
    ]


def _row(line: Line) -> list[str]:
    count = f" ({line.count})" if line.fact.is_month_count else ""
    return [
        f"{line.fact.done_on:%d.%m.%Y}",
        f"{line.fact.what.label}{count}",
        ", ".join(line.names),
        result_words(line),
        " ".join(why(line)),
    ]
