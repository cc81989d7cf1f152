"""The worked cases of the grant rules, and every combination the rules speak of besides."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from ..counting import Kind, Mode, Record, Verdict, judge, ruleset_named
from ..counting.reading import read_records
from .counting_factories import COURSE, GROUP, VISIT

WORKED = Path(__file__).parent / "grant-cases.csv"
WORKED_CASES = list(csv.DictReader(WORKED.read_text("utf-8").splitlines()))

ACTIVITY_GROUP = replace(GROUP, type="aktivitetsgruppe")
TALK = replace(VISIT, type="talk", mode=Mode.PHONE)
OTHER = replace(GROUP, type="other")


def told(verdict: Verdict) -> str:
    """Write a verdict as `result days codes | warnings`, to compare it in one piece."""
    days = "-" if verdict.activity_days is None else verdict.activity_days
    warnings = " ".join(["|", *verdict.warnings]) if verdict.warnings else ""
    return " ".join([verdict.result, str(days), *verdict.reasons, warnings]).strip()


def judged(record: Record, ruleset: str = "2020") -> str:
    found = ruleset_named(ruleset)
    assert found is not None
    return told(judge(record, found))


@pytest.mark.parametrize("case", WORKED_CASES, ids=lambda case: case["id"])
def test_verdict_of_worked_case_when_judged(case):
    rows, faults = read_records(str(WORKED))
    [row] = [row for row in rows if row.id == case["id"]]
    verdict = judge(row.record, row.ruleset)
    days = int(case["pts"]) if case["pts"] else None
    assert (faults, verdict.result, verdict.activity_days) == ([], case["result"], days)
    assert case["reason"] in verdict.reasons


def test_worked_cases_when_counted_are_thirty():
    assert len(WORKED_CASES) == 30


SAME_IN_BOTH = [
    # talks and outreach
    (TALK, "NO 0 NOT_PHYSICAL"),
    (replace(TALK, mode=Mode.PHYSICAL), "NO 0 NOT_PHYSICAL"),
    (replace(TALK, mode=Mode.VIDEO, participants=0), "NO 0 NOT_PHYSICAL"),
    (replace(TALK, mode=Mode.FORUM), "NO 0 NOT_PHYSICAL NOT_AN_ACTIVITY"),
    (
        replace(TALK, led_by_approved_supporter=False),
        "NO 0 NOT_PHYSICAL LIKEPERSON_NOT_APPROVED",
    ),
    (VISIT, "YES 1 OK"),
    (replace(VISIT, minutes=0), "YES 1 OK"),
    (replace(VISIT, mode=Mode.PHONE), "NO 0 NOT_PHYSICAL"),
    (replace(VISIT, mode=Mode.VIDEO), "NO 0 NOT_PHYSICAL"),
    (replace(VISIT, mode=Mode.CHAT), "NO 0 NOT_PHYSICAL"),
    (replace(VISIT, mode=Mode.EMAIL), "NO 0 NOT_PHYSICAL"),
    (replace(VISIT, mode=Mode.FORUM), "NO 0 NOT_PHYSICAL NOT_AN_ACTIVITY"),
    (replace(VISIT, participants=0), "NO 0 NO_CONTACT"),
    (replace(VISIT, participants=2), "REVIEW - FORM_UNCLEAR"),
    (replace(VISIT, participants=9), "REVIEW - FORM_UNCLEAR"),
    (replace(VISIT, participants=2, mode=Mode.VIDEO), "NO 0 NOT_PHYSICAL"),
    (replace(VISIT, kind=Kind.SEEKER_TRAVELLED), "NO 0 SEEKER_CAME_TO_LIKEPERSON"),
    (replace(VISIT, led_by_approved_supporter=False), "NO 0 LIKEPERSON_NOT_APPROVED"),
    (replace(VISIT, own_event=False), "NO 0 NOT_OWN_EVENT"),
    # groups
    (GROUP, "YES 1 OK"),
    (replace(GROUP, minutes=45, participants=3), "YES 1 OK"),
    (replace(GROUP, minutes=44), "NO 0 TOO_SHORT"),
    (replace(GROUP, participants=2), "REVIEW - LEADER_COUNT_UNCLEAR"),
    (replace(GROUP, participants=1), "NO 0 TOO_FEW"),
    (replace(GROUP, participants=0), "NO 0 TOO_FEW"),
    (replace(GROUP, minutes=44, participants=2), "NO 0 TOO_SHORT"),
    (replace(GROUP, minutes=0, participants=0), "NO 0 TOO_SHORT TOO_FEW"),
    (replace(GROUP, led_by_approved_supporter=False), "NO 0 NOT_LED_BY_LIKEPERSON"),
    (replace(GROUP, mode=Mode.VIDEO), "REVIEW - DIGITAL_UNCLEAR"),
    (replace(GROUP, mode=Mode.PHONE), "REVIEW - DIGITAL_UNCLEAR"),
    (replace(GROUP, mode=Mode.CHAT), "REVIEW - DIGITAL_UNCLEAR"),
    (replace(GROUP, mode=Mode.EMAIL), "REVIEW - DIGITAL_UNCLEAR"),
    (replace(GROUP, mode=Mode.FORUM), "NO 0 NOT_AN_ACTIVITY"),
    (
        replace(GROUP, mode=Mode.VIDEO, participants=2),
        "REVIEW - LEADER_COUNT_UNCLEAR DIGITAL_UNCLEAR",
    ),
    (replace(GROUP, mode=Mode.VIDEO, participants=2, minutes=44), "NO 0 TOO_SHORT"),
    (replace(GROUP, kind=Kind.SEEKER_TRAVELLED), "YES 1 OK"),
    (replace(ACTIVITY_GROUP, minutes=45, participants=3), "YES 1 OK"),
    (replace(ACTIVITY_GROUP, minutes=44, participants=1), "NO 0 TOO_SHORT TOO_FEW"),
    (replace(ACTIVITY_GROUP, participants=2), "REVIEW - LEADER_COUNT_UNCLEAR"),
    (replace(ACTIVITY_GROUP, mode=Mode.VIDEO), "REVIEW - DIGITAL_UNCLEAR"),
    (replace(ACTIVITY_GROUP, led_by_approved_supporter=False), "NO 0 NOT_LED_BY_LIKEPERSON"),
    (replace(ACTIVITY_GROUP, kind=Kind.NO_EXCHANGE), "NO 0 NO_EXCHANGE"),
    # courses
    (replace(COURSE, participants=4), "YES 1 OK"),
    (replace(COURSE, led_by_approved_supporter=True), "YES 1 OK"),
    (replace(COURSE, minutes=89), "NO 0 TOO_SHORT"),
    (replace(COURSE, mode=Mode.VIDEO), "REVIEW - DIGITAL_UNCLEAR"),
    (replace(COURSE, mode=Mode.VIDEO, minutes=89), "NO 0 TOO_SHORT"),
    (replace(COURSE, country="SE", own_event=False), "NO 0 NOT_NORWAY NOT_OWN_EVENT"),
    # several like records
    (replace(GROUP, records=2, kind=Kind.NEW_PEOPLE_EACH), "YES 2 OK"),
    (replace(VISIT, records=3, kind=Kind.NEW_PEOPLE_EACH), "YES 3 OK"),
    (replace(COURSE, records=2, kind=Kind.OTHER_DAYS), "YES 2 OK"),
    (replace(GROUP, records=4), "YES 4 OK"),
    (replace(GROUP, records=3, kind=Kind.SAME_PEOPLE_SAME_DAY), "YES 1 SAME_PEOPLE_SAME_DAY"),
    (replace(GROUP, records=2, kind=Kind.SAME_PEOPLE_SAME_DAY, minutes=30), "NO 0 TOO_SHORT"),
    (
        replace(COURSE, records=2, kind=Kind.SAME_PEOPLE_SAME_DAY, minutes=45),
        "YES 1 SAME_PEOPLE_SAME_DAY",
    ),
    (replace(COURSE, records=2, kind=Kind.OTHER_DAYS, minutes=45), "NO 0 TOO_SHORT"),
    (replace(GROUP, records=7, participants=1), "NO 0 TOO_FEW"),
    (replace(GROUP, records=7, participants=2), "REVIEW - LEADER_COUNT_UNCLEAR"),
    (replace(GROUP, records=2, kind=Kind.DUPLICATE), "NO 0 DUPLICATE"),
    # what never counts, as any type
    (replace(VISIT, kind=Kind.DUPLICATE), "NO 0 DUPLICATE"),
    (replace(VISIT, kind=Kind.OUTSIDE_TARGET), "NO 0 OUTSIDE_TARGET_GROUP"),
    (replace(GROUP, kind=Kind.OUTSIDE_TARGET), "NO 0 OUTSIDE_TARGET_GROUP"),
    (replace(GROUP, kind=Kind.STAND), "NO 0 STAND"),
    (replace(OTHER, kind=Kind.STAND), "NO 0 STAND NOT_AN_ACTIVITY"),
    (replace(OTHER, kind=Kind.ORG_MEETING), "NO 0 ORG_MEETING NOT_AN_ACTIVITY"),
    (replace(GROUP, kind=Kind.ORG_MEETING), "NO 0 ORG_MEETING"),
    (OTHER, "NO 0 NOT_AN_ACTIVITY"),
    (replace(OTHER, mode=Mode.FORUM), "NO 0 NOT_AN_ACTIVITY"),
    (replace(OTHER, type="sammenkomst"), "NO 0 NOT_AN_ACTIVITY"),
    (replace(OTHER, type="a word no rule names"), "NO 0 NOT_AN_ACTIVITY"),
    (
        Record(
            type="samtalegruppe",
            mode=Mode.VIDEO,
            country="SE",
            records=9,
            minutes=10,
            participants=1,
            led_by_approved_supporter=False,
            kind=Kind.DUPLICATE,
            own_event=False,
        ),
        "NO 0 TOO_SHORT TOO_FEW NOT_NORWAY NOT_LED_BY_LIKEPERSON NOT_OWN_EVENT DUPLICATE",
    ),
]


@pytest.mark.parametrize("ruleset", ["2016", "2020"])
@pytest.mark.parametrize(("record", "expected"), SAME_IN_BOTH)
def test_verdict_when_both_rule_sets_agree(record, expected, ruleset):
    assert judged(record, ruleset) == expected


@pytest.mark.parametrize(
    ("record", "under_2016", "under_2020"),
    [
        (replace(COURSE, participants=3), "NO 0 TOO_FEW", "REVIEW - COURSE_SIZE_UNCLEAR"),
        (replace(COURSE, participants=0), "NO 0 TOO_FEW", "REVIEW - COURSE_SIZE_UNCLEAR"),
        (
            replace(COURSE, participants=3, minutes=89),
            "NO 0 TOO_SHORT TOO_FEW",
            "NO 0 TOO_SHORT",
        ),
        (
            replace(COURSE, participants=3, mode=Mode.VIDEO),
            "NO 0 TOO_FEW",
            "REVIEW - COURSE_SIZE_UNCLEAR DIGITAL_UNCLEAR",
        ),
        (
            replace(ACTIVITY_GROUP, kind=Kind.RECREATIONAL),
            "NO 0 RECREATIONAL",
            "YES 1 OK | RECREATIONAL",
        ),
        (
            replace(ACTIVITY_GROUP, kind=Kind.RECREATIONAL, participants=2),
            "NO 0 RECREATIONAL",
            "REVIEW - LEADER_COUNT_UNCLEAR | RECREATIONAL",
        ),
        (
            replace(ACTIVITY_GROUP, kind=Kind.RECREATIONAL, minutes=30),
            "NO 0 TOO_SHORT RECREATIONAL",
            "NO 0 TOO_SHORT",
        ),
    ],
)
def test_verdict_when_rule_sets_differ(record, under_2016, under_2020):
    assert (judged(record, "2016"), judged(record, "2020")) == (under_2016, under_2020)


@pytest.mark.parametrize("impossible", [{"records": 0}, {"minutes": -1}, {"participants": -1}])
def test_record_when_impossible_is_refused(impossible):
    with pytest.raises(ValueError, match="records >= 1"):
        replace(GROUP, **impossible)
