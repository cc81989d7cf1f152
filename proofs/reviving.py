"""G19: a session that ended with the password stays ended, whatever was under way meanwhile.

    .venv/bin/python -m proofs.reviving

Each round changes a password while two pages are under way in other sessions of the account, on
connections of their own, and are let go on when the change is through; a second proof of who one
is and a sign-in, both with the old password, come at the same time as the change.
"""

import importlib
import sys

from proofs.ground import ground

ROUNDS = 100
PROMISE = "G19 no session comes back to life"
FIGURE = f"{ROUNDS} changes of password, 4 requests at the same time: 0 sessions alive after it"


def main() -> int:
    """Change passwords, then do so with a store that writes what is gone, which must be seen."""
    with ground("reviving"):
        # Only now does Django know where its tables are.
        alive, mutant = importlib.import_module("proofs.parallel").prove(ROUNDS)
    said = f"{alive} alive; with a store that writes what is gone {mutant} of {ROUNDS // 10} rounds"
    print(f"{PROMISE} | {FIGURE} | {said}")
    return int(alive > 0 or mutant == 0)


if __name__ == "__main__":
    sys.exit(main())
