"""G4: each way to rows with its filter taken out is caught by a test.

    .venv/bin/python -m proofs.mutants [ROOM]

A mutant is one function of a room's `permissions` that leads to rows, and now leads to all of
them. The readable table of rows is run first, then the room's own tests, until one fails. Without
a mutant the same must pass. ROOM takes that room's mutants alone.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

PROMISE = "G4 the second wall stands"
ROOMS = Path(__file__).parents[1] / "storstua"
WAY = re.compile(r"^def ([a-z]\w*)\(viewer: Viewer\) -> (?:QuerySet|Activities)", re.MULTILINE)
ROWS = "tests/house/test_rows.py"


def ways() -> list[tuple[str, str]]:
    """Every (room, function) that leads a viewer to rows, found in the source."""
    found = []
    for path in sorted(ROOMS.glob("*/permissions.py")):
        found += [(path.parent.name, name) for name in WAY.findall(path.read_text())]
    return found


def survives(mutant: str, tests: list[str]) -> bool:
    """True when all tests pass although the mutant is in."""
    command = [sys.executable, "-m", "storstua.launcher.testing", "-q", "-x", *tests]
    plugin = ["-p", "proofs.mutating"]
    ended = subprocess.run(
        [*command, *plugin],
        env=os.environ | {"STORSTUA_MUTANT": mutant},
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if ended.returncode not in {0, 1}:
        raise RuntimeError(f"the tests of {mutant or 'no mutant'} did not run")
    return ended.returncode == 0


def main() -> int:
    """Take one defence out at a time; 1 when a mutant survives."""
    parser = argparse.ArgumentParser(description="takes the filters out, one at a time")
    parser.add_argument("room", nargs="?", default="")
    options = parser.parse_args()
    began, left = time.monotonic(), []
    if not survives("", [ROWS]):
        print(f"{PROMISE} | nothing taken out | the tests fail by themselves, DOES NOT HOLD")
        return 1
    mutants = [each for each in ways() if options.room in {"", each[0]}]
    for room, name in mutants:
        # The readable table is quick and says most; then what the room's own tests say.
        mutant = f"{room}.{name}"
        if survives(mutant, [ROWS]) and survives(mutant, [f"storstua/{room}"]):
            left.append(mutant)
    seconds = time.monotonic() - began
    said = f"{len(mutants) - len(left)} caught" + "".join(f"; survives: {each}" for each in left)
    print(f"{PROMISE} | {len(mutants)} filters taken out in {seconds:.0f} s | {said}")
    return int(bool(left) or not mutants)


if __name__ == "__main__":
    sys.exit(main())
