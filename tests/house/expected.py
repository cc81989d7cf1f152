"""Who gets in where, who may write, and who is shown what: the readable tables beside this file.

`opens.txt`: place, address and lot | who gets in with GET | with POST | whose POST may write.
`door` stands for all whom the door of `doors.txt` lets in, `-` for nobody, `never` for a method
that is not taken. A lot without a line is nobody's.
`shown.txt`: lot, field, and who is ever shown it.
"""

from dataclasses import dataclass
from pathlib import Path

from storstua.base.roles import Role
from tests.house import crew
from tests.house.cast import Address
from tests.house.probing import Answered, Probe

HERE = Path(__file__).parent
AT_THE_OTHER = {"other at home", "own from elsewhere"}
SIGNED_IN = set(crew.EVERYONE) - crew.VISITORS
GROUPS = {
    "everyone": set(crew.EVERYONE),
    "signed-in": SIGNED_IN,
    "people": SIGNED_IN - {"stranger", "trude", "arne"},
    "-": set[str](),
}
REFUSED = {"gone", "shut", "away"}


@dataclass(frozen=True)
class Line:
    """Who gets in with GET and with POST ("never" and "door" as they stand), and who may write."""

    get: str = "-"
    post: str = "-"
    writes: str = "-"


class Expected:
    """The three tables, and what they say of one probe."""

    def __init__(self) -> None:
        self.doors = dict(map(_door, (HERE / "doors.txt").read_text().splitlines()))
        self.lines = dict(map(_line, (HERE / "opens.txt").read_text().splitlines()))
        self.shown = dict(map(_shown, (HERE / "shown.txt").read_text().splitlines()))

    def stops(self, who: str, lot: str, address: Address) -> str:
        """How the door answers: shut, away, or "" when it lets them in."""
        name, roles = self.doors[address.place, f"/{address.pattern}"]
        role = (crew.ELSEWHERE if lot in AT_THE_OTHER else crew.HERE)[who]
        if name == "open to all":
            return ""
        if name == "with receipt":
            return "" if who in crew.SEEKERS else "away"
        if who in crew.VISITORS or name == "remembered phone":
            return "away"
        return "" if name == "signed in" or role in roles else "shut"

    def line_of(self, probe: Probe) -> Line:
        """What the table says; nobody gets into a lot that has no line for the address."""
        place, path = probe.address.place, f"/{probe.address.pattern}"
        own = self.lines[place, path, "own"]
        nobody = Line(*("never" if each == "never" else "-" for each in (own.get, own.post)))
        return self.lines.get((place, path, probe.lot.replace(" ", "-")), nobody)

    def outcomes(self, probe: Probe) -> set[str]:
        """The outcomes that are right for a probe."""
        if stop := self.stops(probe.who, probe.lot, probe.address):
            return {stop}
        line, names_a_row = self.line_of(probe), "<uuid:" in probe.address.pattern
        match probe.method:
            case "GET" | "HEAD":
                says = line.get
            case "POST":
                says = line.post
            case _:
                # Allauth's pages answer other methods in their own way, and do nothing.
                is_ours = ":" in probe.address.name
                return {"never", "gone"} if is_ours else {"never", "gone", "in"}
        if says == "never":
            return {"never"}
        found = {"in"} if says == "door" or probe.who in _names(says) else REFUSED
        if names_a_row and found == REFUSED:
            found = {"gone"}
        return found | {"never"} if probe.method == "HEAD" else found

    def wrong(self, probe: Probe, answered: Answered) -> list[str]:
        """What is wrong with an answer, in words."""
        told = []
        if answered.outcome not in self.outcomes(probe):
            told.append(f"{probe}: {answered.status}, not {sorted(self.outcomes(probe))}")
        line = self.line_of(probe)
        may_write = probe.method == "POST" and probe.who in _names(line.writes)
        if answered.wrote and not may_write:
            told.append(f"{probe} wrote {answered.wrote[:2]}")
        seen = {each for each in answered.shown if probe.who not in self.shown.get(each, set())}
        if seen:
            told.append(f"{probe} shows {sorted(seen)}")
        return told


def _names(says: str) -> set[str]:
    return GROUPS.get(says, set(says.split()))


def _door(line: str) -> tuple[tuple[str, str], tuple[str, frozenset[Role]]]:
    place, path, *rule = line.split()
    if rule[0] != "holding":
        return (place, path), (" ".join(rule), frozenset())
    return (place, path), ("holding", frozenset(map(Role, rule[1:])))


def _line(line: str) -> tuple[tuple[str, str, str], Line]:
    where, *says = line.split("|")
    place, path, lot = where.split()
    return (place, path, lot), Line(*(each.strip() for each in says))


def _shown(line: str) -> tuple[str, set[str]]:
    lot, mark, *who = line.split()
    return f"{lot} {mark}", _names(" ".join(who))
