"""`storstua import KIND FILE --organisation SLUG`: brings the good rows of a spreadsheet in."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.imports import actions
from storstua.imports.actions import Outcome
from storstua.imports.faults import Fault
from storstua.imports.kinds import KINDS
from storstua.imports.unreadable import LARGEST_FILE, Unreadable
from storstua.organisations import queries as organisations
from storstua.organisations.models import Organisation
from storstua.ui.words import put_in

NEEDS_DATABASE = True
HELP = "bring supporters, requests, activities or members in from a CSV or XLSX file"
UNUSABLE = 2
LANGUAGE = "nb"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the file is about, the file, and whose it is."""
    parser.add_argument("kind", metavar="KIND", choices=tuple(KINDS), help=", ".join(KINDS))
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV or XLSX")
    parser.add_argument("--organisation", required=True, metavar="SLUG")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, write nothing"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def run(options: argparse.Namespace) -> int:
    """Print what became of the rows; 2 and a line per fault when no row can be used at all."""
    with override(LANGUAGE):
        organisation = organisations.by_slug(options.organisation)
        if organisation is None:
            return _unusable(f"there is no organisation {options.organisation!r}")
        try:
            outcome = _taken_in(options, organisation)
        except OSError as fault:
            return _unusable(f"{options.file}: {fault.strerror}")
        except Unreadable as fault:
            return _unusable(f"{options.file}: {fault.reason}")
        faults = list(_plain(outcome.faults, organisation))
        if not outcome.is_usable:
            return _unusable(*map(_sentence, faults))
        print(_as_json(outcome, faults) if options.json else _as_text(outcome, faults))
    return 0


def _taken_in(options: argparse.Namespace, organisation: Organisation) -> Outcome:
    if options.file.stat().st_size > LARGEST_FILE:
        raise Unreadable("too_big")
    by = Viewer.command_line(organisation.id)
    with inside(organisation, by=by):
        return actions.take_in(
            by=by,
            organisation=organisation,
            kind=options.kind,
            content=options.file.read_bytes(),
            filename=options.file.name,
            dry_run=options.dry_run,
        )


def _plain(faults: Iterable[Fault], organisation: Organisation) -> Iterable[dict[str, str | int]]:
    forms = organisations.facts_of(organisation).words.get(LANGUAGE, {})
    for fault in faults:
        yield {
            "line": fault.line,
            "column": fault.column,
            "value": fault.value,
            "reason": put_in(fault.reason, forms, LANGUAGE),
        }


def _as_json(outcome: Outcome, faults: list[dict[str, str | int]]) -> str:
    counts = {
        "rows": outcome.rows,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "lacking": outcome.lacking,
    }
    return json.dumps(counts | {"faults": faults}, indent=2)


def _as_text(outcome: Outcome, faults: list[dict[str, str | int]]) -> str:
    lines = [
        _("%(rows)s rader: %(new)s nye, %(changed)s endret, %(unchanged)s uendret.")
        % {
            "rows": outcome.rows,
            "new": outcome.new,
            "changed": outcome.changed,
            "unchanged": outcome.unchanged,
        }
    ]
    if outcome.lacking:
        lines.append(
            _("%(count)s av dem mangler noe og blir verken vist eller spurt.")
            % {"count": outcome.lacking}
        )
    if faults:
        lines.append(_("Disse radene har feil og er ikke hentet inn:"))
    return "\n".join([*lines, *map(_sentence, faults)])


def _sentence(fault: dict[str, str | int]) -> str:
    where = _("linje %(line)s") % {"line": fault["line"]}
    return ": ".join(str(each) for each in (where, fault["column"], fault["reason"]) if each)


def _unusable(*lines: str) -> int:
    for line in lines:
        print(f"storstua import: {line}", file=sys.stderr)
    return UNUSABLE
