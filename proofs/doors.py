"""G1: every address, as everyone, for every lot of rows, by every method: nothing gets out.

STORSTUA_PROBES=20000 .venv/bin/python -m proofs.doors
"""

import os
import sys

from proofs.counting import count

COUNT = os.environ.get("STORSTUA_PROBES", "20000")
PROMISE = "G1 no address gives anyone what they should not see"


def main() -> int:
    """Send them, with marks in every protected field; a mutant among the tests must be found."""
    found = count("tests/house/test_probes.py", STORSTUA_PROBES=COUNT)
    told = f"{found.tried} probes in {found.seconds:.0f} s | {found.wrong} wrong, {found.result}"
    print(f"{PROMISE} | {told}")
    return int(not found.holds)


if __name__ == "__main__":
    sys.exit(main())
