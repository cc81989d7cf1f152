"""`storstua grant-check` answers in the agreed form, whatever office program wrote the file."""

import json
import random
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..commands import grant_check
from ..counting import Kind, Mode
from .counting_factories import COURSE, GROUP, HEADINGS, VISIT, check_file, make_cells, make_sheet
from .test_counting_cases import WORKED


@pytest.fixture
def check(tmp_path, capsys):
    return partial(check_file, tmp_path / "sheet.csv", capsys)


def test_json_when_rows_are_judged_has_the_agreed_form(check):
    rows = [
        make_cells(GROUP, id="first"),
        make_cells(replace(COURSE, participants=3), id="second", ruleset="bufdir-2020"),
        make_cells(replace(VISIT, mode=Mode.CHAT), "2016", id="third", country="se"),
    ]
    code, out, err = check(make_sheet(*rows), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {
            "id": "first",
            "ruleset": "2020",
            "result": "YES",
            "activity_days": 1,
            "reasons": ["OK"],
        },
        {
            "id": "second",
            "ruleset": "bufdir-2020",
            "result": "REVIEW",
            "activity_days": None,
            "reasons": ["COURSE_SIZE_UNCLEAR"],
        },
        {
            "id": "third",
            "ruleset": "2016",
            "result": "NO",
            "activity_days": 0,
            "reasons": ["NOT_PHYSICAL", "NOT_NORWAY"],
        },
    ]


def test_table_when_rows_are_judged_is_plain_text(check):
    rows = [
        make_cells(replace(GROUP, kind=Kind.RECREATIONAL), id="a\x1b[2J"),
        make_cells(replace(GROUP, participants=2), id="bø"),
    ]
    assert check(make_sheet(*rows)) == (
        0,
        "id     ruleset      result  days  reasons\n"
        "a?[2J  BUFDIR-2020  YES     1     OK (note: RECREATIONAL)\n"
        "bø     BUFDIR-2020  REVIEW  -     LEADER_COUNT_UNCLEAR\n"
        "\n"
        "2 rows: YES 1 (1 activity days), NO 0, REVIEW 1\n",
        "",
    )


def test_answer_when_there_are_headings_only_is_empty(check):
    assert check(make_sheet(), "--json") == (0, "[]\n", "")


def test_verdicts_when_unjudged_columns_change_stay_the_same(check):
    plain = check(make_sheet(make_cells(GROUP)), "--json")
    misleading = {"result": "NO", "pts": "0", "reason": "STAND", "basis": "C", "cert": "D"}
    headings = [*HEADINGS, *misleading]
    row = make_cells(GROUP, extra="a telephone talk abroad") | misleading
    assert check(make_sheet(row, headings=headings), "--json") == plain


QUOTED = "".join(f'"{line}"\n' for line in make_sheet(make_cells(), separator='","').split())
EXPECTED = '"reasons": [\n      "OK"\n    ]'


@pytest.mark.parametrize(
    "content",
    [
        make_sheet(make_cells(extra="møte")).encode("utf-8-sig"),
        make_sheet(make_cells(extra="møte"), separator=";").encode("cp1252"),
        make_sheet(make_cells(extra="møte"), separator="\t").encode("utf-16"),
        make_sheet(make_cells(), end="\r\n").encode(),
        make_sheet(make_cells(), end="\r").encode(),
        make_sheet(make_cells(), end="\n\n \n,,,\n").encode(),
        b"\n\n" + make_sheet(make_cells()).encode(),
        b"sep=;\r\n" + make_sheet(make_cells(), separator=";", end="\r\n").encode(),
        make_sheet(make_cells(), separator='","')
        .replace("\n", '"\n"')
        .encode()[:-1]
        .join([b'"', b""]),
        make_sheet(make_cells(extra='"one; two, ""three""\nfour"')).encode(),
        make_sheet(make_cells(), headings=sorted(HEADINGS)).encode(),
        make_sheet(make_cells()).upper().encode(),
        make_sheet(make_cells(type=" samtalegruppe ", country="no", own_event="Ja")).encode(),
        make_sheet(make_cells(), end=",,\n").encode(),
        make_sheet(make_cells(minutes="0" * 5000 + "60")).encode(),
        make_sheet(make_cells()).rstrip("\n").encode(),
    ],
)
def test_file_when_kept_as_offices_do_is_read(check, content):
    code, out, err = check(content, "--json")
    assert (code, err, out.count(EXPECTED)) == (0, "", 1)


@given(st.randoms(use_true_random=False), st.sampled_from(",;\t"))
def test_answer_when_columns_are_shuffled_is_the_same(tmp_path_factory, rng: random.Random, mark):
    headings = list(HEADINGS)
    rng.shuffle(headings)
    path = tmp_path_factory.getbasetemp() / "shuffled.csv"
    row = make_cells(replace(GROUP, records=3, participants=2, minutes=44))
    path.write_text(make_sheet(row, headings=headings, separator=mark), "utf-8")
    [judged], faults = grant_check.read_records(str(path))
    assert (judged.record, faults) == (
        replace(GROUP, records=3, participants=2, minutes=44),
        [],
    )


def test_command_when_run_needs_no_django_and_no_settings():
    program = (
        "import argparse, sys\n"
        "from storstua.activities.commands import grant_check\n"
        "code = grant_check.run(argparse.Namespace(file=sys.argv[1], json=True))\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']\n"
        "sys.exit(code)"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, str(WORKED)],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr, len(json.loads(done.stdout))) == (0, b"", 30)


def test_table_when_output_knows_few_letters_is_still_printed(check, monkeypatch):
    class Ascii:
        encoding = "ascii"
        text = ""

        def write(self, text: str) -> None:
            self.text += text.encode("ascii").decode()

    out = Ascii()
    monkeypatch.setattr(sys, "stdout", out)
    check(make_sheet(make_cells(id="bø")))
    assert "b\\xf8" in out.text
