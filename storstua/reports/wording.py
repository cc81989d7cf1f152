"""What a line of the grant report says to people: result, why, by whom it was decided."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from storstua.activities.counting import Code
from storstua.activities.counting.explanations import EXPLANATIONS, RESULTS
from storstua.activities.queries import sentences
from storstua.base.clock import day_of
from storstua.reports.choices import DecisionReason
from storstua.reports.queries import Version
from storstua.reports.report import Line, Ruling
from storstua.ui.moments import full_day


def result_words(line: Line) -> str:
    """Counts, does not count, or to be decided."""
    return str(RESULTS[line.result])


def why(line: Line) -> tuple[str, ...]:
    """Why, in sentences: what was decided and what was open, or what the rules say."""
    return tuple(_why(line))


def _why(line: Line) -> Iterator[str]:
    if line.decision:
        yield decision_words(line.decision)
    yield from sentences(line.verdict)


def decision_words(ruling: Ruling) -> str:
    """Who decided what, why and when."""
    parts = {
        "who": ruling.who.strip() or _("Noen som ikke lenger er her"),
        "day": full_day(day_of(ruling.at)),
        "reason": str(DecisionReason(ruling.reason).label),
    }
    if ruling.counts:
        return _("%(who)s bestemte %(day)s at den teller: «%(reason)s».") % parts
    return _("%(who)s bestemte %(day)s at den ikke teller: «%(reason)s».") % parts


def code_words(code: str) -> str:
    """The sentence of a code."""
    return str(EXPLANATIONS[Code(code)])


def version_words(version: Version) -> str:
    """When a version was frozen and by whom."""
    day = full_day(day_of(version.at))
    parts = {"number": version.number, "day": day, "who": version.who or _("maskinen selv")}
    return _("Versjon %(number)s, fryst %(day)s av %(who)s.") % parts
