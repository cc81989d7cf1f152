"""G2: the id of somebody else's row, in every field and link that carries one, does nothing.

    STORSTUA_EXCHANGES=400 .venv/bin/python -m proofs.foreign_ids

`STORSTUA_EXCHANGES` says how many at most are tried for each of eight people.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EACH = os.environ.get("STORSTUA_EXCHANGES", "400")
PROMISE = "G2 no id can be exchanged for another's"


def main() -> int:
    """Try them; a mutant among the tests must be found."""
    began = time.monotonic()
    tests = [sys.executable, "-m", "storstua.launcher.testing", "tests/house/test_foreign_ids.py"]
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "counted"
        said = {"STORSTUA_EXCHANGES": EACH, "STORSTUA_PROBES_COUNTED": str(counted)}
        ended = subprocess.run([*tests, "-q", "-n", "2"], env=os.environ | said, check=False)
        told = counted.read_text().split() if counted.exists() else []
    tried, wrong = sum(map(int, told[::2])), sum(map(int, told[1::2]))
    seconds = time.monotonic() - began
    holds = ended.returncode == 0 and wrong == 0
    result = "holds" if holds else "DOES NOT HOLD"
    print(f"{PROMISE} | {tried} exchanged in {seconds:.0f} s | {wrong} taken, {result}")
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
