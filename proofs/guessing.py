"""G16: 1,000 passwords guessed in an hour, in five ways, are 60 checks at most."""

import os
import subprocess
import sys

COUNT = "1000"


def main() -> int:
    """Guess at one account and many, from one network and many, at nobody's, in stolen browsers."""
    tests = [sys.executable, "-m", "storstua.launcher.testing", "tests/house/test_guessing.py"]
    ended = subprocess.run(
        [*tests, "-q", "-k", "many_passwords"],
        env=os.environ | {"STORSTUA_GUESSES": COUNT},
        check=False,
    )
    told = "60 checks at most | holds" if ended.returncode == 0 else "more | DOES NOT HOLD"
    print(f"G16 guessing does not pay | {COUNT} passwords in an hour, {told}")
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
