"""The template can be read as it stands, and faulty rows come back with their reasons."""

import pytest

from storstua.imports.handing_back import faulty_csv, template_csv
from storstua.imports.kinds import KINDS
from storstua.imports.known import Known
from storstua.imports.reading import read

from .factories import KNOWN, TODAY, fault_codes, read_rows


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_has_one_good_row_when_it_is_read(kind: str) -> None:
    content = template_csv(kind)
    reading = read(content, "mal.csv", kind, Known(today=TODAY))
    assert content.startswith(b"\xef\xbb\xbf")
    assert (reading.count, len(reading.rows), reading.faults, reading.ignored) == (1, 1, (), ())


def test_the_faulty_rows_come_back_with_reasons_when_they_are_asked_for() -> None:
    reading = read_rows(
        "members", {}, {"Navn": "Eva", "Mobil": "12"}, {"Navn": "=1+1;", "Mobil": "3"}
    )
    lines = faulty_csv(reading).decode("utf-8-sig").splitlines()
    assert lines[0] == "Linje i filen;Hva som er galt;Navn;Mobil;Vil bli kontaktet"
    assert lines[1].startswith("3;Mobil: «12» er ikke et telefonnummer.")
    assert lines[2].endswith(';"\'=1+1;";3;ja')


def test_the_faulty_rows_have_the_same_faults_when_they_are_sent_in_again() -> None:
    changes = [
        {},
        {"Navn": "+Eva", "Mobil": "+47 90 00"},
        {"Navn": "Liv", "E-post": "x\ny"},
        {"Navn": 'Åse "Lill"', "Kommune": "Herøy"},
    ]
    first = read_rows("supporters", *changes)
    again = read(faulty_csv(first), "", "supporters", KNOWN)
    without_lines = [code[1:] for code in fault_codes(first)]
    assert [code[1:] for code in fault_codes(again)] == without_lines
    assert again.ignored == ("Linje i filen", "Hva som er galt")
