"""`storstua grant-check FILE.csv [--json]`: judges each row of a sheet by its rule set."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from ..counting import Result, Verdict, judge
from ..counting.reading import COLUMNS, Row, read_records

NEEDS_DATABASE = False
HELP = "judge the activities of a CSV file by the grant rules"
WIDEST = 40  # letters of a cell in the table

type Judged = tuple[Row, Verdict]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file to judge and the form of the answer."""
    parser.add_argument("file", metavar="FILE.csv", help=f"with the columns {', '.join(COLUMNS)}")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(options: argparse.Namespace) -> int:
    """Print one verdict per row, in the order of the file; 2 and no verdict if it has faults."""
    rows, faults = read_records(options.file)
    if faults:
        for fault in faults:
            print(fault, file=sys.stderr)
        return 2
    judged = [(row, judge(row.record, row.ruleset)) for row in rows]
    print(_as_json(judged) if options.json else _printable(_as_table(judged)))
    return 0


def _as_json(judged: Iterable[Judged]) -> str:
    """Return the verdicts in the form that scripts rely on; warnings have no place in it."""
    verdicts = [
        {
            "id": row.id,
            "ruleset": row.ruleset_name,
            "result": verdict.result,
            "activity_days": verdict.activity_days,
            "reasons": verdict.reasons,
        }
        for row, verdict in judged
    ]
    return json.dumps(verdicts, indent=2)


def _as_table(judged: Sequence[Judged]) -> str:
    lines = [("id", "ruleset", "result", "days", "reasons"), *map(_cells, judged)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    table = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
    return "\n".join([*table, "", _sum(judged)])


def _cells(judged: Judged) -> tuple[str, str, str, str, str]:
    row, verdict = judged
    days = "-" if verdict.activity_days is None else str(verdict.activity_days)
    reasons = ", ".join(verdict.reasons)
    if verdict.warnings:
        reasons += f" (note: {', '.join(verdict.warnings)})"
    return (row.id[:WIDEST], row.ruleset.id, verdict.result, days, reasons)


def _sum(judged: Sequence[Judged]) -> str:
    results = Counter(verdict.result for _row, verdict in judged)
    days = sum(verdict.activity_days or 0 for _row, verdict in judged)
    return (
        f"{len(judged)} rows: YES {results[Result.YES]} ({days} activity days), "
        f"NO {results[Result.NO]}, REVIEW {results[Result.REVIEW]}"
    )


def _printable(text: str) -> str:
    """Return the text without control characters and with what standard output can show."""
    safe = "".join(char if char.isprintable() or char == "\n" else "?" for char in text)
    encoding = sys.stdout.encoding or "utf-8"
    return safe.encode(encoding, "backslashreplace").decode(encoding)
