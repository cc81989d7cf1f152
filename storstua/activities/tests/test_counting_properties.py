"""What holds for every record, whatever it says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ..counting import ActivityType, Code, Kind, Mode, Record, Result, judge, rulesets

RANK = {Result.NO: 0, Result.REVIEW: 1, Result.YES: 2}
WITH_A_LEAST_SIZE = ["samtalegruppe", "aktivitetsgruppe", "likepersonskurs"]

any_ruleset = st.sampled_from(rulesets())
any_record = st.builds(
    Record,
    type=st.sampled_from([*ActivityType, "unheard of"]),
    mode=st.sampled_from(Mode),
    country=st.sampled_from(["NO", "NO", "NO", "SE"]),
    minutes=st.integers(0, 200) | st.integers(0, 10**30),
    participants=st.integers(0, 8) | st.integers(0, 10**30),
    led_by_approved_supporter=st.booleans(),
    own_event=st.booleans(),
    kind=st.sampled_from(Kind),
    records=st.integers(1, 4) | st.integers(1, 10**30),
)


@given(any_record, any_ruleset)
def test_days_when_judged_follow_the_result(record, ruleset):
    verdict = judge(record, ruleset)
    assert (verdict.activity_days is None) == (verdict.result is Result.REVIEW)
    assert (verdict.activity_days == 0) == (verdict.result is Result.NO)
    assert (verdict.activity_days or 0) in {0, 1, record.records}


@given(any_record, any_ruleset)
def test_codes_when_judged_stand_once_and_in_order(record, ruleset):
    verdict = judge(record, ruleset)
    assert verdict.reasons == tuple(code for code in Code if code in verdict.reasons)
    assert verdict.reasons
    assert set(verdict.warnings).isdisjoint(verdict.reasons)


@given(any_record, any_ruleset)
def test_codes_when_judged_belong_to_one_result(record, ruleset):
    verdict = judge(record, ruleset)
    unclear = {code for code in verdict.reasons if code.endswith("_UNCLEAR")}
    counted = {Code.OK, Code.SAME_PEOPLE_SAME_DAY} & set(verdict.reasons)
    assert unclear == (set(verdict.reasons) if verdict.result is Result.REVIEW else set())
    assert counted == (set(verdict.reasons) if verdict.result is Result.YES else set())


@given(any_record, any_ruleset)
def test_no_when_added_to_any_record_beats_all_else(record, ruleset):
    before, after = judge(record, ruleset), judge(replace(record, country="DK"), ruleset)
    refused = set(before.reasons) if before.result is Result.NO else set()
    assert (after.result, set(after.reasons)) == (Result.NO, refused | {Code.NOT_NORWAY})


@given(any_record, any_ruleset, st.integers(1, 200))
def test_result_when_longer_is_never_worse(record, ruleset, more):
    longer = replace(record, minutes=record.minutes + more)
    assert RANK[judge(longer, ruleset).result] >= RANK[judge(record, ruleset).result]


@given(any_record, any_ruleset, st.integers(1, 9), st.sampled_from(WITH_A_LEAST_SIZE))
def test_result_when_group_is_larger_is_never_worse(record, ruleset, more, type_):
    smaller = replace(record, type=type_)
    larger = replace(smaller, participants=smaller.participants + more)
    assert RANK[judge(larger, ruleset).result] >= RANK[judge(smaller, ruleset).result]


@given(any_record, any_ruleset)
def test_days_when_records_are_apart_add_up(record, ruleset):
    if record.kind == Kind.SAME_PEOPLE_SAME_DAY:
        record = replace(record, kind=Kind.OTHER_DAYS)
    one, many = judge(replace(record, records=1), ruleset), judge(record, ruleset)
    days = None if one.activity_days is None else one.activity_days * record.records
    assert many == replace(one, activity_days=days)


@given(any_record, any_ruleset)
def test_result_when_led_by_nobody_approved_is_never_better(record, ruleset):
    with_leader = judge(replace(record, led_by_approved_supporter=True), ruleset)
    without = judge(replace(record, led_by_approved_supporter=False), ruleset)
    assert RANK[without.result] <= RANK[with_leader.result]
    assert record.type != "likepersonskurs" or without == with_leader
