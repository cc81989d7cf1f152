"""The grant report as JSON for scripts: totals per type and per verdict, and every row."""

from collections.abc import Mapping
from typing import Any

from storstua.activities.choices import Type
from storstua.activities.counting import Result
from storstua.base import clock
from storstua.reports.exports.grant import caution
from storstua.reports.report import Line, Report, Totals, summed


def facts(report: Report, organisation: str) -> Mapping[str, Any]:
    """Plain values: `types` goes by the codes of the grant rules, `rows` are in order of day."""
    types = {
        type_.value: summed(line for line in report.lines if line.fact.type == type_)
        for type_ in Type
    }
    return {
        "organisation": organisation,
        "year": report.year,
        "computed_at": clock.now().isoformat(timespec="seconds"),
        "rulesets": report.rulesets,
        "caution": caution(),
        "totals": _totals(report.total),
        "types": {code: _totals(sums) for code, sums in types.items() if sums.activities},
        "rows": [_row(line) for line in report.lines],
    }


def _totals(totals: Totals) -> dict[str, int]:
    by_result = {result.value: totals.by_result[result] for result in Result}
    return {"activities": totals.activities, "activity_days": totals.activity_days, **by_result}


def _row(line: Line) -> dict[str, Any]:
    fact, decision = line.fact, line.decision
    return {
        "id": fact.office_id or str(fact.key),
        "date": fact.done_on.isoformat(),
        "type": fact.type,
        "mode": fact.mode,
        "records": fact.records,
        "minutes": fact.minutes,
        "participants": fact.pax,
        "ruleset": line.ruleset_id or None,
        "result": line.result.value,
        "activity_days": line.activity_days,
        "reasons": list(line.verdict.reasons),
        "warnings": list(line.verdict.warnings),
        "decided": {
            "counts": decision.counts,
            "reason": decision.reason,
            "by": decision.who.strip(),
            "at": decision.at.isoformat(timespec="seconds"),
        }
        if decision
        else None,
    }
