"""`storstua match --requests R.csv --supporters S.csv`: plans talks for all who wait at once."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from .. import texts_nb
from ..fit import FULL, Reason, reasons
from ..plan import Overview, Plan, plan
from ..sheets import Round, read_round

NEEDS_DATABASE = False
HELP = "plan talks for all waiting requests of a CSV file at once"


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan for a round of matching, and how long it took to make it."""

    round: Round
    plan: Plan
    seconds: float

    def pairs(self) -> Iterator[tuple[str, str, float, tuple[Reason, ...]]]:
        """Who meets whom: ids of request and supporter, score, reasons."""
        numbers = zip(self.plan.supporter_of, self.plan.points_of, strict=True)
        for seeker, (number, points) in zip(self.round.seekers, numbers, strict=True):
            if number is not None:
                supporter = self.round.supporters[number]
                yield seeker.id, supporter.id, points / FULL, reasons(seeker, supporter)

    def unmatched(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Who is left, and how many supporters each firm condition took away."""
        overview = Overview(self.round.supporters)
        for seeker, number in zip(self.round.seekers, self.plan.supporter_of, strict=True):
            if number is None:
                yield seeker.id, overview.why_unserved(seeker)

    def candidates(self) -> Iterator[tuple[str, str, float]]:
        """Every pair that no firm condition forbids: ids of request and supporter, score."""
        overview, supporters = Overview(self.round.supporters), self.round.supporters
        for seeker in self.round.seekers:
            for number, points in overview.candidates(seeker):
                yield seeker.id, supporters[number].id, points / FULL


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two files and the form of the answer."""
    parser.add_argument("--requests", required=True, metavar="R.csv", help="those who wait")
    parser.add_argument("--supporters", required=True, metavar="S.csv", help="those to ask")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--candidates", action="store_true", help="print all allowed pairs too")


def run(options: argparse.Namespace) -> int:
    """Print the plan; 2 and no plan when a file has faults."""
    both, faults = read_round(options.requests, options.supporters)
    if faults:
        for fault in faults:
            print(fault, file=sys.stderr)
        return 2
    start = perf_counter()
    planned = plan(both.seekers, both.supporters)
    answer = Answer(both, planned, perf_counter() - start)
    for piece in (_json if options.json else _table)(answer, options.candidates):
        sys.stdout.write(piece)
    return 0


def _json(answer: Answer, candidates: bool) -> Iterator[str]:
    """The answer in the form that scripts rely on, piece by piece: candidates may be millions."""
    whole = {
        "assignments": [
            {
                "request": request,
                "supporter": supporter,
                "score": score,
                "reasons": [_line(reason) for reason in lines],
            }
            for request, supporter, score, lines in answer.pairs()
        ],
        "unmatched": [
            {"request": request, "why": [{"code": code, "count": count} for code, count in why]}
            for request, why in answer.unmatched()
        ],
        "total_score": answer.plan.total / FULL,
        "seconds": round(answer.seconds, 3),
    }
    text = json.dumps(whole)
    if not candidates:
        yield text + "\n"
        return
    yield text[:-1] + ', "candidates": ['
    comma = ""
    for request, supporter, score in answer.candidates():
        pair = {"request": request, "supporter": supporter, "score": score}
        yield comma + json.dumps(pair)
        comma = ",\n"
    yield "]}\n"


def _line(reason: Reason) -> dict[str, str | bool]:
    return {"code": reason.code, "met": reason.met, "text": texts_nb.sentence(reason)}


def _table(answer: Answer, candidates: bool) -> Iterator[str]:
    """The answer for people to read."""
    for request, supporter, score, lines in answer.pairs():
        yield _printable(f"{request}  {supporter}  {score:.4f}\n")
        for reason in lines:
            yield _printable(f"    {'+' if reason.met else '-'} {texts_nb.sentence(reason)}\n")
    for request, why in answer.unmatched():
        yield _printable(f"{request}  ingen\n")
        for code, count in why:
            yield _printable(f"    {count} {texts_nb.CONDITIONS[code]}\n")
    if candidates:
        yield _printable("\nAlle par som kan møtes:\n")
        for request, supporter, score in answer.candidates():
            yield _printable(f"{request}  {supporter}  {score:.4f}\n")
    served, asked = answer.plan.served, len(answer.round.seekers)
    total = answer.plan.total / FULL
    yield f"\n{served} av {asked}, samlet {total:.4f}, {answer.seconds:.3f} s\n"


def _printable(text: str) -> str:
    """The text without control characters and with what standard output can show."""
    safe = "".join(char if char.isprintable() or char == "\n" else "?" for char in text)
    encoding = sys.stdout.encoding or "utf-8"
    return safe.encode(encoding, "backslashreplace").decode(encoding)
