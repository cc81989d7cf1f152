"""The shipped rule files are whole, and a faulty one is refused."""

from datetime import date, timedelta

import pytest

from ..counting import Code, ruleset_for, ruleset_named, rulesets
from ..counting.rule_file import read_ruleset, read_rulesets
from ..counting.shelf import FOLDER

SMALLEST = """
id = "NEW"
short_name = "N"
valid_from = 2030-01-01
country = "NO"
elsewhere = { NO = "NOT_NORWAY" }
not_own_event = { NO = "NOT_OWN_EVENT" }
unknown_type = { NO = "NOT_AN_ACTIVITY" }
[types.other]
limits = [{ of = "minutes", below = 10, NO = "TOO_SHORT" }]
"""


def test_rule_sets_when_listed_are_every_file_oldest_first():
    assert [found.id for found in rulesets()] == ["BUFDIR-2016", "BUFDIR-2020"]
    assert len(list(FOLDER.glob("*.toml"))) == 2


def test_rule_sets_when_dated_leave_no_gap_and_no_overlap():
    older, newer = rulesets()
    assert older.valid_to == newer.valid_from - timedelta(days=1)
    assert newer.valid_to is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2014, 1, 1), "BUFDIR-2016"),
        (date(2019, 12, 31), "BUFDIR-2016"),
        (date(2020, 1, 1), "BUFDIR-2020"),
        (date(2099, 6, 1), "BUFDIR-2020"),
    ],
)
def test_rule_set_when_asked_for_a_day_covers_it(day, expected):
    found = ruleset_for(day)
    assert found is not None
    assert found.id == expected


def test_rule_set_when_day_is_before_the_oldest_is_none():
    assert ruleset_for(date(2013, 12, 31)) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [("2016", "BUFDIR-2016"), ("2020", "BUFDIR-2020"), ("bufdir-2020", "BUFDIR-2020")],
)
def test_rule_set_when_named_is_found(name, expected):
    found = ruleset_named(name)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("name", ["", "2018", "BUFDIR", "LIKEMANN-PRE2015"])
def test_rule_set_when_name_is_unknown_is_none(name):
    assert ruleset_named(name) is None


def test_codes_when_rule_files_are_read_are_all_in_use():
    text = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.toml"))
    assert [code for code in Code if f'"{code}"' not in text] == [
        Code.OK,
        Code.ONLY_A_NUMBER,
        Code.NO_RULESET,
    ]


def test_rule_set_when_smallest_is_read():
    found = read_ruleset(SMALLEST)
    assert (found.valid_to, found.kinds, found.modes) == (None, {}, {})


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ('id = "NEW"\n', "", "id is a word"),
        ('short_name = "N"', 'short_name = ""', "short_name is a word"),
        ("2030-01-01", '"soon"', "are dates"),
        ("2030-01-01", "2030-01-01T10:00:00", "are dates"),
        ('country = "NO"', 'country = "NO"\nvalid_to = 2029-12-31', "before valid_from"),
        ('country = "NO"', 'country = "NO"\nvalid_to = "later"', "are dates"),
        ('country = "NO"', 'country = "NO"\nland = "NO"', "unknown in the rule set: land"),
        ('elsewhere = { NO = "NOT_NORWAY" }', "", "a table is needed"),
        ('"NOT_NORWAY"', '"NOT_SPAIN"', "NOT_SPAIN"),
        ('{ NO = "NOT_NORWAY" }', '{ NEVER = "NOT_NORWAY" }', "NEVER"),
        ('{ NO = "NOT_NORWAY" }', '{ NO = "STAND", WARN = "STAND" }', "one effect and one code"),
        ("[types.other]", '[kinds]\nholiday = { NO = "STAND" }\n[types.other]', "holiday"),
        ("[types.other]", '[modes]\nletter = { NO = "STAND" }\n[types.other]', "letter"),
        ("limits = [", "limit = [", "unknown in a type: limit"),
        ("[{ of", "{ of", "at line 10"),
        ("limits = [{", "limits = 3 #", "limits is a list"),
        ('"minutes"', '"hours"', "not of 'hours'"),
        ("below = 10", 'below = "10"', "either below or above"),
        ("below = 10", "below = true", "either below or above"),
        ("below = 10", "below = 10, above = 20", "either below or above"),
        ("below = 10, ", "", "either below or above"),
    ],
)
def test_rule_file_when_faulty_is_refused(written, instead, reason):
    assert SMALLEST.count(written) == 1
    with pytest.raises(ValueError, match=reason):
        read_ruleset(SMALLEST.replace(written, instead))


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ("valid_from = 2030", "valid_from = 2031", "the same name"),
        ('"NEW"\nshort_name = "N"', '"NEWER"\nshort_name = "R"', "hold on the same day"),
    ],
)
def test_rule_files_when_two_clash_are_refused(written, instead, reason):
    with pytest.raises(ValueError, match=reason):
        read_rulesets([SMALLEST, SMALLEST.replace(written, instead)])


def test_rule_files_when_dates_overlap_by_one_day_are_refused():
    first = SMALLEST.replace("2030-01-01", "2030-01-01\nvalid_to = 2031-01-01")
    second = SMALLEST.replace('"NEW"', '"NEXT"').replace('"N"', '"X"').replace("2030", "2031")
    with pytest.raises(ValueError, match="NEW and NEXT hold on the same day"):
        read_rulesets([second, first])
