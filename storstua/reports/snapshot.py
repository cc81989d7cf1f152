"""A report as JSON, so that a frozen one can be read again as it was."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from storstua.activities.counting import Code, Result, Verdict
from storstua.activities.queries import Fact
from storstua.reports.report import Line, Ruling

type Json = Mapping[str, Any]


def written(line: Line) -> dict[str, Any]:
    """The line as JSON can keep it."""
    fact = asdict(line.fact) | {
        "key": str(line.fact.key),
        "done_on": line.fact.done_on.isoformat(),
        "named": list(line.fact.named),
    }
    ruling = line.ruling
    return {
        "fact": fact,
        "names": list(line.names),
        "ruleset": line.ruleset_id,
        "result": line.verdict.result.value,
        "activity_days": line.verdict.activity_days,
        "reasons": [code.value for code in line.verdict.reasons],
        "warnings": [code.value for code in line.verdict.warnings],
        "ruling": asdict(ruling) | {"at": ruling.at.isoformat()} if ruling else None,
    }


def read(kept: Json) -> Line:
    """The line that was written."""
    fact, ruling = kept["fact"], kept["ruling"]
    return Line(
        fact=Fact(
            **fact
            | {
                "key": UUID(fact["key"]),
                "done_on": date.fromisoformat(fact["done_on"]),
                "named": tuple(fact["named"]),
            }
        ),
        names=tuple(kept["names"]),
        ruleset_id=kept["ruleset"],
        verdict=Verdict(
            Result(kept["result"]),
            kept["activity_days"],
            tuple(Code(code) for code in kept["reasons"]),
            tuple(Code(code) for code in kept["warnings"]),
        ),
        ruling=ruling_from(ruling) if ruling else None,
    )


def ruling_from(kept: Json) -> Ruling:
    """The ruling that was written."""
    return Ruling(
        counts=kept["counts"],
        reason=kept["reason"],
        questions=tuple(kept["questions"]),
        who=kept["who"],
        at=datetime.fromisoformat(kept["at"]),
    )


def digest(lines: Iterable[Line]) -> str:
    """A hash of what the report says: the activities and their results, not the names."""
    said = [
        (
            str(line.fact.key),
            line.fact.done_on.isoformat(),
            line.fact.what.value,
            line.count,
            line.result.value,
            line.activity_days,
            line.verdict.reasons,
            line.ruleset_id,
        )
        for line in lines
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
