"""`storstua grant-report --organisation SLUG --year YYYY`: the grant report as JSON or a file."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from storstua.activities.period import FIRST_YEAR, LAST_YEAR
from storstua.base import clock
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations import queries as organisations
from storstua.organisations.models import Organisation
from storstua.reports import queries
from storstua.reports.exports.facts import facts
from storstua.reports.exports.grant import Heading, every_row, grant_sheets
from storstua.reports.exports.pdf import pdf
from storstua.reports.exports.separated import separated
from storstua.reports.exports.sheet import Say, said
from storstua.reports.exports.workbook import workbook
from storstua.reports.report import Report
from storstua.ui.words import put_in

NEEDS_DATABASE = True
HELP = "the grant report of a year: totals per type and verdict, and every row with why"
UNUSABLE = 2

type Writer = Callable[[Report, Organisation, Say], bytes]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whose report of which year, and the form it takes."""
    parser.add_argument("--organisation", required=True, metavar="SLUG")
    parser.add_argument("--year", required=True, metavar="YYYY")
    parser.add_argument("--format", choices=tuple(WRITERS), default="json")
    parser.add_argument(
        "--json", dest="format", action="store_const", const="json", help="same as --format json"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")


def run(options: argparse.Namespace) -> int:
    """Write the report; 2 and one line when there is no such organisation, year or folder.

    A year without activities has a report too: of nothing, which the standard error says.
    """
    organisation = organisations.by_slug(options.organisation)
    if organisation is None:
        return _unusable(f"there is no organisation {options.organisation!r}")
    year = _year(options.year)
    if year is None:
        return _unusable(f"{options.year!r} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
    by = Viewer.command_line(organisation.id)
    with inside(organisation, by=by):
        report = queries.live(by, year).report
    if not report.lines:
        print(
            f"storstua grant-report: {options.organisation!r} has no activities in {year}",
            file=sys.stderr,
        )
    content = WRITERS[options.format](report, organisation, _sayer(organisation))
    return _write(content, options.output)


def _year(text: str) -> int | None:
    is_year = text.isascii() and text.isdigit() and len(text) == len("2026")
    return int(text) if is_year and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _sayer(organisation: Organisation) -> Say:
    forms = organisations.facts_of(organisation).words.get("nb", {})
    return lambda text: put_in(text, forms, "nb")


def _write(content: bytes, output: Path | None) -> int:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    try:
        output.write_bytes(content)
    except OSError as trouble:
        return _unusable(f"{output} cannot be written: {trouble.strerror}")
    return 0


def _tell(what: str) -> None:
    print(f"storstua grant-report: {what}", file=sys.stderr)


def _unusable(reason: str) -> int:
    _tell(reason)
    return UNUSABLE


def _heading(organisation: Organisation) -> Heading:
    return Heading(organisation.name, clock.now())


def _json(report: Report, organisation: Organisation, say: Say) -> bytes:
    text = json.dumps(facts(report, organisation.slug), indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


def _csv(report: Report, organisation: Organisation, say: Say) -> bytes:
    return separated(said(every_row(report), say))


def _xlsx(report: Report, organisation: Organisation, say: Say) -> bytes:
    return workbook(said(sheet, say) for sheet in grant_sheets(report, _heading(organisation)))


def _pdf(report: Report, organisation: Organisation, say: Say) -> bytes:
    return pdf(report, _heading(organisation), say)


WRITERS: dict[str, Writer] = {"json": _json, "csv": _csv, "xlsx": _xlsx, "pdf": _pdf}
