"""G18: how long an answer takes does not tell who has an account.

    .venv/bin/python -m proofs.timing

Sign-in with a wrong password (unknown beside known, shut and without a password), a forgotten
password, an invitation that is over, and receipt words that were changed.
"""

import importlib
import sys

from proofs.ground import ground

EACH, MOST, LEAST_P = 400, 0.05, 0.01
PROMISE = "G18 time does not tell who has an account"
FIGURE = (
    f"{EACH} against {EACH}, interleaved: medians differ < {MOST:.0%}, permutation p > {LEAST_P}"
)


def main() -> int:
    """Compare, then do so without the hash that is computed for nobody, which must be seen."""
    with ground("timing"):
        # Only now does Django know where its tables are.
        stopwatch = importlib.import_module("proofs.stopwatch")
        found = {name: stopwatch.compare(name, EACH) for name in stopwatch.PAIRS}
        mutant = stopwatch.without_dummy_hash(EACH // 4)
    told = [name for name, each in found.items() if each.tells(MOST, LEAST_P)]
    said = ", ".join(f"{name} {each}" for name, each in found.items())
    print(f"{PROMISE} | {FIGURE} | {said}; without the hash for nobody {mutant}")
    return int(bool(told) or not mutant.tells(MOST, LEAST_P))


if __name__ == "__main__":
    sys.exit(main())
