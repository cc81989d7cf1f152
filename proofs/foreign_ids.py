"""G2: the id of somebody else's row, in every field and link that carries one, does nothing.

    STORSTUA_EXCHANGES=400 .venv/bin/python -m proofs.foreign_ids

`STORSTUA_EXCHANGES` says how many at most are tried for each of eight people.
"""

import os
import sys

from proofs.counting import count

EACH = os.environ.get("STORSTUA_EXCHANGES", "400")
PROMISE = "G2 no id can be exchanged for another's"


def main() -> int:
    """Try them; a mutant among the tests must be found."""
    found = count("tests/house/test_foreign_ids.py", STORSTUA_EXCHANGES=EACH)
    told = f"{found.tried} exchanged in {found.seconds:.0f} s | {found.wrong} taken, {found.result}"
    print(f"{PROMISE} | {told}")
    return int(not found.holds)


if __name__ == "__main__":
    sys.exit(main())
