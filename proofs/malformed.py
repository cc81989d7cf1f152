"""G22: 50,000 requests that no browser sends, and none is answered with an error of ours."""

import os
import subprocess
import sys
import time

COUNT = int(os.environ.get("STORSTUA_MALFORMED", "50000"))
MEMBERS = 5


def main() -> int:
    """Send them as five members of the cast; each begins with a chance of their own."""
    began = time.monotonic()
    tests = [sys.executable, "-m", "storstua.launcher.testing", "tests/house/test_malformed.py"]
    each = str(COUNT // MEMBERS)
    ended = subprocess.run(
        [*tests, "-q", "-n", "2"], env=os.environ | {"STORSTUA_MALFORMED_EACH": each}, check=False
    )
    told = "0 answers of 500 | holds" if ended.returncode == 0 else "some broke | DOES NOT HOLD"
    seconds = time.monotonic() - began
    print(f"G22 malformed requests | {COUNT} sent in {seconds:.0f} s, {told}")
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
