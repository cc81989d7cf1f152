"""G1: every address, as everyone, for every lot of rows, by every method: nothing gets out.

STORSTUA_PROBES=20000 .venv/bin/python -m proofs.doors
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNT = int(os.environ.get("STORSTUA_PROBES", "20000"))
PROMISE = "G1 no address gives anyone what they should not see"


def main() -> int:
    """Send them, with marks in every protected field; a mutant among the tests must be found."""
    began = time.monotonic()
    tests = [sys.executable, "-m", "storstua.launcher.testing", "tests/house/test_probes.py"]
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "counted"
        said = {"STORSTUA_PROBES": str(COUNT), "STORSTUA_PROBES_COUNTED": str(counted)}
        ended = subprocess.run([*tests, "-q", "-n", "2"], env=os.environ | said, check=False)
        told = counted.read_text().split() if counted.exists() else []
    sent, wrong = sum(map(int, told[::2])), sum(map(int, told[1::2]))
    seconds = time.monotonic() - began
    holds = ended.returncode == 0 and wrong == 0
    result = "holds" if holds else "DOES NOT HOLD"
    print(f"{PROMISE} | {sent} probes in {seconds:.0f} s | {wrong} wrong, {result}")
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
