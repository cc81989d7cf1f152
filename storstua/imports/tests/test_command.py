"""`storstua import`: the form that scripts rely on."""

import argparse
import json

import pytest

from storstua.imports.commands import import_
from storstua.imports.models import Import
from storstua.supporters.models import Supporter

from .factories import FILES, make_csv, rows_of

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    return import_.run(parser.parse_args(arguments))


def test_counts_and_faults_are_told_as_json(organisation, capsys):
    office = str(FILES / "office.csv")
    assert run("supporters", office, "--organisation", "havblikk", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    faults = told.pop("faults")
    assert told == {"rows": 60, "new": 51, "changed": 0, "unchanged": 0, "lacking": 6}
    assert len(faults) == 9
    assert faults[0] == {
        "line": 8,
        "column": "Oppnevnt",
        "value": "31.02.2021",
        "reason": "Datoen 31.02.2021 finnes ikke i kalenderen.",
    }
    assert faults[1]["reason"] == "Samme mobil og navn som linje 11."
    assert run("supporters", office, "--organisation", "havblikk", "--json") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 51


def test_it_is_told_in_words_without_json(organisation, capsys, tmp_path):
    file = tmp_path / "fil.csv"
    lacking = {"Navn": "Per", "Mobil": "90000001", "E-post": "", "Kurs": ""}
    rows = rows_of("supporters", {}, lacking, {"Navn": "Eva", "Mobil": "12"})
    file.write_bytes(make_csv(rows))
    assert run("supporters", str(file), "--organisation", "havblikk") == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 rader: 2 nye, 0 endret, 0 uendret.",
        "1 av dem mangler noe og blir verken vist eller spurt.",
        "Disse radene har feil og er ikke hentet inn:",
        "linje 4: Mobil: «12» er ikke et telefonnummer. Skriv åtte sifre, eller + og landkode.",
    ]


def test_nothing_is_written_in_a_dry_run(organisation, capsys):
    office = str(FILES / "office.csv")
    assert run("supporters", office, "--organisation", "havblikk", "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["new"] == 51
    assert (Supporter.objects.count(), Import.objects.count()) == (0, 0)


def test_the_organisations_word_stands_in_the_reasons(organisation, capsys, tmp_path):
    file = tmp_path / "fil.csv"
    file.write_bytes(make_csv(rows_of("activities", {})))
    run("activities", str(file), "--organisation", "havblikk", "--json")
    reason = json.loads(capsys.readouterr().out)["faults"][0]["reason"]
    assert reason == "Vi finner ingen likeperson med id eller navn «S1»."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01", ["Dette er ikke et regneark"]),
        (make_csv(rows_of("supporters", {})[:1]), ["Filen har overskrifter, men ingen rader."]),
        (
            b"Navn;Mobil\nKari;98080892\n",
            ["linje 1: Kommune", "linje 1: Diagnose", "linje 1: Samt"],
        ),
    ],
)
def test_a_file_that_cannot_be_used_ends_with_2_and_a_line_for_each_fault(
    organisation, capsys, tmp_path, content, words
):
    file = tmp_path / "fil.csv"
    file.write_bytes(content)
    assert run("supporters", str(file), "--organisation", "havblikk", "--json") == 2
    out, told = capsys.readouterr()
    lines = told.splitlines()
    assert (out, len(lines)) == ("", len(words))
    assert [word in line for word, line in zip(words, lines, strict=True)] == [True] * len(words)


def test_no_file_a_folder_and_no_organisation_end_with_2(organisation, capsys, tmp_path):
    for file, slug in ((tmp_path / "x", "havblikk"), (tmp_path, "havblikk"), (FILES, "ingen")):
        assert run("supporters", str(file), "--organisation", slug) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_a_file_that_is_too_big_is_not_read(organisation, capsys, tmp_path):
    file = tmp_path / "stor.csv"
    with file.open("wb") as stream:
        stream.truncate(11 * 1024 * 1024)
    assert run("supporters", str(file), "--organisation", "havblikk") == 2
    assert "for stor" in capsys.readouterr().err
