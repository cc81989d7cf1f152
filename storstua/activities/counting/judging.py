"""Judges one record by one rule set; what the rules are stands in the rule files alone."""

from collections.abc import Iterator

from .record import Mode, Record
from .ruleset import Effect, Finding, Limit, Ruleset, TypeRules
from .verdict import Code, Result, Verdict

IN_ORDER = tuple(Code)


def judge(record: Record, ruleset: Ruleset) -> Verdict:
    """Return whether the record counts, for how many activity days, and every code that applies.

    Any NO beats REVIEW. An open question is named only when its answer decides: a record that
    does not count anyway brings its NO codes alone.
    """
    findings = frozenset(_findings(record, ruleset))
    refusals = _codes(findings, Effect.NO)
    if refusals:
        return Verdict(Result.NO, 0, refusals)
    warnings = _codes(findings, Effect.WARN)
    questions = _codes(findings, Effect.REVIEW)
    if questions:
        return Verdict(Result.REVIEW, None, questions, warnings)
    merged = _codes(findings, Effect.ONE_DAY)
    if merged:
        return Verdict(Result.YES, 1, merged, warnings)
    return Verdict(Result.YES, record.records, (Code.OK,), warnings)


def _codes(findings: frozenset[Finding], effect: Effect) -> tuple[Code, ...]:
    found = {finding.code for finding in findings if finding.effect is effect}
    return tuple(sorted(found, key=IN_ORDER.index))


def _findings(record: Record, ruleset: Ruleset) -> Iterator[Finding]:
    if record.country != ruleset.country:
        yield ruleset.elsewhere
    if not record.own_event:
        yield ruleset.not_own_event
    if record.kind in ruleset.kinds:
        yield ruleset.kinds[record.kind]
    if record.mode in ruleset.modes:
        yield ruleset.modes[record.mode]
    rules = ruleset.types.get(record.type)
    if rules is None:
        yield ruleset.unknown_type
    else:
        yield from _findings_of_type(record, rules, ruleset)


def _findings_of_type(record: Record, rules: TypeRules, ruleset: Ruleset) -> Iterator[Finding]:
    if rules.always:
        yield rules.always
    if rules.without_approved_supporter and not record.led_by_approved_supporter:
        yield rules.without_approved_supporter
    if rules.not_in_person and record.mode != Mode.PHYSICAL:
        yield rules.not_in_person
    if record.kind in rules.kinds:
        yield rules.kinds[record.kind]
    for limit in rules.limits:
        if limit.broken_by(_measure(record, limit, ruleset)):
            yield limit.finding


def _measure(record: Record, limit: Limit, ruleset: Ruleset) -> int:
    """Return people, or minutes; like records on one day add up where the limit is per day."""
    if limit.of == "participants":
        return record.participants
    finding = ruleset.kinds.get(record.kind)
    if limit.of == "minutes_of_day" and finding and finding.effect is Effect.ONE_DAY:
        return record.minutes * record.records
    return record.minutes
