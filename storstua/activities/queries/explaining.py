"""A verdict in sentences for people."""

from storstua.activities.counting import Verdict
from storstua.activities.counting.explanations import EXPLANATIONS, RESULTS


def sentences(verdict: Verdict) -> tuple[str, ...]:
    """Why: one sentence for each reason, then for each remark."""
    return tuple(str(EXPLANATIONS[code]) for code in (*verdict.reasons, *verdict.warnings))


def verdict_words(verdict: Verdict) -> str:
    """Counts, does not count, or to be decided."""
    return str(RESULTS[verdict.result])
