"""The sheet of the ASVS has each requirement once, and names tests that exist."""

from collections import Counter
from functools import cache
from pathlib import Path

from tests.house.test_documents import ROOT, in_code, is_a_test, lines

# The numbers stand in a file of their own, so that a line that is lost is missed.
SHEET = ROOT / "docs" / "asvs.md"
ASKED = Path(__file__).with_name("asvs.txt").read_text().split()
STATES = ("holds", "partly", "not", "not applicable")


@cache
def cells() -> list[list[str]]:
    """The cells of every line of every table of the sheet."""
    rows = [line for line in lines(SHEET) if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def answers() -> list[list[str]]:
    """The lines that answer a requirement: number, what it asks, how far, by what."""
    return [row for row in cells() if row[0][0].isdigit()]


def test_every_requirement_of_levels_1_and_2_is_answered_once():
    assert [row[0] for row in answers()] == ASKED


def test_every_answer_says_how_far_and_by_what():
    wrong = [row for row in answers() if len(row) != 4 or row[2] not in STATES or not row[3]]
    assert wrong == []


def test_every_test_of_the_sheet_exists():
    named = [text for row in answers() for text in in_code(row[3]) if "::" in text]
    assert len(named) > 100
    assert [test for test in named if not is_a_test(test)] == []


def test_the_counts_are_those_of_the_lines():
    found = Counter((row[0].partition(".")[0], row[2]) for row in answers())
    told = {row[0].split()[0].removeprefix("V"): row[1:] for row in cells() if len(row) == 6}
    for chapter in dict.fromkeys(row[0].partition(".")[0] for row in answers()):
        counts = [found[chapter, state] for state in STATES]
        assert told[chapter] == [str(each) for each in (*counts, sum(counts))], chapter
    sums = [sum(found[key] for key in found if key[1] == state) for state in STATES]
    assert told["all"] == [str(each) for each in (*sums, len(ASKED))]
