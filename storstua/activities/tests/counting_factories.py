"""Records and sheets for the tests of the counting, and the command run on them."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ..commands import grant_check
from ..counting import Mode, Record

HEADINGS = (
    "id",
    "ruleset",
    "type",
    "mode",
    "country",
    "records",
    "minutes",
    "pax",
    "led_by_approved_lp",
    "kind",
    "own_event",
    "extra",
)

GROUP = Record(
    type="samtalegruppe",
    mode=Mode.PHYSICAL,
    country="NO",
    minutes=60,
    participants=5,
    led_by_approved_supporter=True,
    own_event=True,
)
VISIT = replace(GROUP, type="oppsokende", participants=1)
COURSE = replace(GROUP, type="likepersonskurs", minutes=90, led_by_approved_supporter=False)


def make_cells(record: Record = GROUP, ruleset: str = "2020", **changed: str) -> dict[str, str]:
    """Return the cells of one row that holds this record, with some of them changed."""
    cells = {
        "id": "A1",
        "ruleset": ruleset,
        "type": record.type,
        "mode": record.mode,
        "country": record.country,
        "records": str(record.records),
        "minutes": str(record.minutes),
        "pax": str(record.participants),
        "led_by_approved_lp": "yes" if record.led_by_approved_supporter else "no",
        "kind": record.kind,
        "own_event": "yes" if record.own_event else "no",
        "extra": "",
    }
    return cells | changed


def make_sheet(
    *rows: dict[str, str], headings: Sequence[str] = HEADINGS, separator: str = ",", end: str = "\n"
) -> str:
    """Return the text of a sheet; cells are written as they stand, without quotation marks."""
    lines = [headings, *([row[name] for name in headings] for row in rows)]
    return "".join(separator.join(line) + end for line in lines)


def run_command(*arguments: str) -> int:
    """Run `grant-check` with these words of the command line; return its exit code."""
    parser = argparse.ArgumentParser()
    grant_check.add_arguments(parser)
    return grant_check.run(parser.parse_args(arguments))


def check_file(
    path: Path, capsys: pytest.CaptureFixture[str], content: str | bytes, *flags: str
) -> tuple[int, str, str]:
    """Run the command on a file with this content; return exit code, output and messages."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code = run_command(str(path), *flags)
    return code, *capsys.readouterr()
