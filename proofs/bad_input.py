"""Every form with odd input: no answer is an error of ours, and each refusal names its field.

    STORSTUA_BAD_INPUT=300 .venv/bin/python -m proofs.bad_input

`STORSTUA_BAD_INPUT` says how often each form is sent.
"""

import os
import sys

from proofs.counting import count

EACH = os.environ.get("STORSTUA_BAD_INPUT", "100")


def main() -> int:
    """Send them, drawn anew each time; mutants among the tests must be found."""
    found = count("tests/house/test_bad_input.py", STORSTUA_BAD_INPUT_EACH=EACH)
    told = f"{found.tried} sent in {found.seconds:.0f} s | {found.wrong} wrong, {found.result}"
    print(f"G22 odd input breaks no form and is named | {told}")
    return int(not found.holds)


if __name__ == "__main__":
    sys.exit(main())
