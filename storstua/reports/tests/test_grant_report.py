"""`storstua grant-report`: JSON, CSV, XLSX and PDF of a year."""

import argparse
import csv
import json
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from storstua.activities.tests.factories import make_activity
from storstua.reports import actions
from storstua.reports.choices import DecisionReason
from storstua.reports.commands import grant_report
from storstua.roles.tests.factories import viewer_of
from storstua.supporters.tests.factories import make_supporter

from .factories import YEAR, make_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(organisation, ola):
    return make_year(organisation, ola)


@pytest.fixture
def command(capfdbinary):
    def run(*words: str, slug: str = "havblikk", year: str = str(YEAR)):
        parser = argparse.ArgumentParser()
        grant_report.add_arguments(parser)
        options = parser.parse_args(["--organisation", slug, "--year", year, *words])
        code = grant_report.run(options)
        return code, *capfdbinary.readouterr()

    return run


def test_report_when_json_has_totals_per_type_and_verdict_and_every_row(command, year):
    code, out, err = command()
    found = json.loads(out)
    assert (code, err) == (0, b"")
    assert (found["organisation"], found["year"], found["rulesets"]) == (
        "havblikk",
        YEAR,
        ["BUFDIR-2020"],
    )
    assert found["totals"] == {
        "activities": 4,
        "activity_days": 1,
        "YES": 1,
        "NO": 1,
        "REVIEW": 2,
    }
    assert found["types"]["samtalegruppe"] == {
        "activities": 2,
        "activity_days": 0,
        "YES": 0,
        "NO": 0,
        "REVIEW": 2,
    }
    assert list(found["types"]) == ["talk", "oppsokende", "samtalegruppe"]
    first, second, third, _fourth = found["rows"]
    assert first == {
        "id": "A1",
        "date": "2025-02-03",
        "type": "oppsokende",
        "mode": "physical",
        "records": 1,
        "minutes": 60,
        "participants": 1,
        "ruleset": "BUFDIR-2020",
        "result": "YES",
        "activity_days": 1,
        "reasons": ["OK"],
        "warnings": [],
        "decided": None,
    }
    assert (second["id"], second["reasons"]) == (str(year["talk"].key), ["NOT_PHYSICAL"])
    assert (third["result"], third["activity_days"]) == ("REVIEW", None)
    assert command("--json")[1].startswith(b"{")


def test_report_when_decided_says_by_whom(command, siri, organisation, year):
    actions.decide(
        by=viewer_of(siri),
        organisation=organisation,
        keys=[year["video"].key],
        counts=True,
        reason=DecisionReason.ACCEPTED_BEFORE,
    )
    row = json.loads(command()[1])["rows"][3]
    assert (row["result"], row["activity_days"], row["reasons"]) == ("YES", 1, ["DIGITAL_UNCLEAR"])
    decided = row["decided"]
    assert (decided["counts"], decided["reason"], decided["by"]) == (
        True,
        "accepted_before",
        "Siri",
    )


def test_report_when_csv_opens_in_a_norwegian_spreadsheet(command, organisation, year):
    evil = make_supporter(organisation, "=cmd()", "Lie")
    make_activity(organisation, [evil], done_on=year["video"].done_on)
    code, out, _err = command("--format", "csv")
    assert (code, out[:3]) == (0, b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(out.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Dag"], row["Svar"], row["Regelsett"]) for row in rows[:2]] == [
        ("03.02.2025", "Teller", "BUFDIR-2020"),
        ("04.03.2025", "Teller ikke", "BUFDIR-2020"),
    ]
    assert rows[0]["Likepersoner"] == "Ola"
    assert rows[-1]["Likepersoner"] == "'=cmd() Lie"
    assert rows[2]["Aktivitetsdager"] == ""


def test_report_when_xlsx_has_three_sheets(command, year, tmp_path):
    file = tmp_path / "report.xlsx"
    code, out, err = command("--format", "xlsx", "--output", str(file))
    assert (code, out, err) == (0, b"", b"")
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names == ["Til søknaden", "Alle rader", "Forklaring"]
    assert CalamineWorkbook.from_filelike(BytesIO(command("--format", "xlsx")[1])).sheet_names == (
        book.sheet_names
    )


def test_report_when_pdf_is_tagged(command, year):
    code, out, _err = command("--format", "pdf")
    assert (code, out[:5], b"pdfuaid:part" in out) == (0, b"%PDF-", True)


def test_report_when_a_text_looks_like_code_it_stays_text(command, organisation):
    kari = make_supporter(
        organisation,
        '#eval("1") *x* ]',
        '$ "\\',
    )
    make_activity(organisation, [kari], done_on=make_year(organisation, kari)["visit"].done_on)
    assert command("--format", "pdf")[0] == 0


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "pdf"])
def test_report_of_a_year_without_activities_is_one_of_nothing(command, year, form):
    code, said, told = command("--format", form, year="2024")
    assert (code, bool(said), b"has no activities in 2024" in told) == (0, True, True)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"slug": "finnes-ikke"}, "there is no organisation 'finnes-ikke'"),
        ({"slug": "b"}, "there is no organisation 'b'"),
        ({"year": "1989"}, "'1989' is not a year from 1990 to 2100"),
        ({"year": "20x5"}, "'20x5' is not a year from 1990 to 2100"),
        ({"year": "٢٠٢٥"}, "'٢٠٢٥' is not a year from 1990 to 2100"),
    ],
)
def test_report_when_it_cannot_be_is_one_line(command, year, given, reason):
    assert command(**given) == (2, b"", f"storstua grant-report: {reason}\n".encode())


def test_report_when_the_file_cannot_be_written_is_one_line(command, year, tmp_path):
    code, out, err = command("--output", str(tmp_path / "no" / "report.json"))
    assert (code, out, err.count(b"\n")) == (2, b"", 1)
