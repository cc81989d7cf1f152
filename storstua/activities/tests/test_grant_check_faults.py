"""`storstua grant-check` tells each fault of a file in one line, and judges nothing of it."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .counting_factories import HEADINGS, check_file, make_cells, make_sheet, run_command

WITHOUT_PAX = [name for name in HEADINGS if name != "pax"]


@pytest.fixture
def check(tmp_path, capsys):
    return partial(check_file, tmp_path / "sheet.csv", capsys)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("id", "", "the cell is empty"),
        ("ruleset", "2018", "'2018' is not one of 2016, 2020"),
        ("ruleset", "", "the cell is empty"),
        (
            "type",
            "samtalegrupe",
            "'samtalegrupe' is not one of oppsokende, samtalegruppe, aktivitetsgruppe, "
            "likepersonskurs, talk, sammenkomst, other",
        ),
        (
            "mode",
            "fax",
            "'fax' is not one of physical, phone, video, chat, email, forum",
        ),
        ("country", "Norge", "'Norge' is not a country code of two letters, such as NO"),
        ("country", "XX", "'XX' is not a country code of two letters, such as NO"),
        ("records", "0", "'0' is less than 1"),
        ("records", "", "the cell is empty"),
        ("minutes", "-1", "'-1' is negative"),
        ("minutes", "an hour", "'an hour' is not a whole number"),
        ("minutes", "60.0", "'60.0' is not a whole number"),
        ("minutes", "1 000", "'1 000' is not a whole number"),
        ("minutes", "٦٠", "'٦٠' is not a whole number"),
        ("minutes", "1000000000", "'1000000000' is larger than 999999999"),
        ("minutes", "9" * 9000, f"'{'9' * 39}…' is larger than 999999999"),
        ("pax", "-" + "9" * 9000, f"'-{'9' * 38}…' is negative"),
        ("pax", "nan", "'nan' is not a whole number"),
        ("led_by_approved_lp", "perhaps", "'perhaps' is not one of yes, no"),
        ("own_event", "1", "'1' is not one of yes, no"),
        (
            "kind",
            "x\x1b[31m",
            "'x\\x1b[31m' is not one of normal, seeker_travelled, outside_target, "
            "new_people_each, other_days, same_people_same_day, duplicate, recreational, "
            "no_exchange, org_meeting, stand",
        ),
    ],
)
def test_cell_when_faulty_is_told(check, column, value, reason):
    sheet = make_sheet(make_cells(), make_cells(**{column: value}))
    assert check(sheet, "--json") == (2, "", f"line 3, column {column}: {reason}\n")


def test_faults_when_there_are_several_are_told_by_line(check):
    content = make_sheet(
        make_cells(minutes="x", pax="y"),
        make_cells(extra='"two\nlines"'),
        make_cells(extra="one, two"),
        make_cells(records="0"),
    )
    content += 'A1,2020\n\nA2,"unclosed\n'
    missing = ["type", "mode", "country", "records", "minutes", "pax", "led_by_approved_lp"]
    assert check(content)[2].splitlines() == [
        "line 2, column minutes: 'x' is not a whole number",
        "line 2, column pax: 'y' is not a whole number",
        "line 5, column (whole row): 13 cells under 12 headings; is a separator unquoted?",
        "line 6, column records: '0' is less than 1",
        *(f"line 7, column {name}: the cell is empty" for name in [*missing, "kind", "own_event"]),
        "line 9, column (whole row): not readable as CSV (unexpected end of data)",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1, column (whole file): the file is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "line 1, column (whole file): the file is empty"),
        (
            b"PK\x03\x04\x14\x00",
            "line 1, column (whole file): a workbook or archive; save it as CSV",
        ),
        (
            b"\x7fELF\x02\x01\x00\x00",
            "line 1, column (whole file): not a text file in UTF-8 or Windows-1252",
        ),
        (
            b"id,type\n\n\x81\xff",
            "line 3, column (whole file): not a text file in UTF-8 or Windows-1252",
        ),
        (
            b"\xff\xfea",
            "line 1, column (whole file): not a text file in UTF-8 or Windows-1252",
        ),
        (
            make_sheet(make_cells(), headings=WITHOUT_PAX).encode(),
            "line 1, column pax: this column is missing",
        ),
        (
            b"\n" + make_sheet(make_cells(), headings=[*HEADINGS, "kind"]).encode(),
            "line 2, column kind: this column stands more than once",
        ),
        (
            make_sheet(make_cells(extra="x" * 200_000)).encode(),
            "line 2, column (whole row): not readable as CSV "
            "(field larger than field limit (131072))",
        ),
        (
            b'"' + b"x" * 200_000,
            "line 1, column (whole row): not readable as CSV "
            "(field larger than field limit (131072))",
        ),
    ],
)
def test_file_when_unusable_is_told_in_one_line(check, content, told):
    assert check(content, "--json") == (2, "", f"{told}\n")


def test_file_when_larger_than_the_limit_is_refused(check, monkeypatch):
    monkeypatch.setattr("storstua.activities.counting.sheet.LARGEST_FILE", 100)
    told = "line 1, column (whole file): larger than 100 bytes\n"
    assert check(b"x" * 101) == (2, "", told)


def test_path_when_it_leads_to_no_file_is_told(tmp_path, capsys):
    for path in [tmp_path / "no\nsuch.csv", tmp_path]:
        assert run_command(str(path)) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 2)
    assert err.startswith("line 1, column (whole file): cannot open ")


def test_path_when_it_holds_a_null_is_told(capsys):
    assert run_command("a\0b") == 2
    assert "cannot open 'a\\x00b'" in capsys.readouterr().err


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8")))
def test_file_when_it_holds_anything_is_judged_or_told(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "anything.csv"
    path.write_bytes(",".join(HEADINGS).encode() + b"\n" + content)
    assert run_command(str(path), "--json") in {0, 2}
