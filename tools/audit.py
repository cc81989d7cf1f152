"""Asks whether anybody knows a hole in the libraries the product runs on: `make audit`.

Exit 0 when each one was looked up and none is known, 1 when one is, and 2 when it cannot be said:
not looked up is not the same as nothing found.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = ROOT / "requirements" / "run.txt"
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
# Fetched when it is asked for: its twenty libraries are no part of the product or its tests.
ASKS = (
    *(str(ROOT / ".uv" / "bin" / "uv"), "tool", "run", "pip-audit==2.10.1"),
    *("--requirement", str(RUN), "--disable-pip", "--require-hashes"),
    *("--format", "json", "--progress-spinner", "off"),
)


def pinned(text: str) -> set[str]:
    """The names in a list of requirements."""
    return {name.lower() for name, _version in PIN.findall(text)}


def judged(answer: str, asked: set[str]) -> tuple[int, list[str]]:
    """The exit code and what to say, by what pip-audit answered about the names asked for."""
    try:
        found = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 2, ["NOT LOOKED UP: no list of known holes could be reached."]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {hole['fix_versions']}"
        for each in found
        for hole in each.get("vulns", ())
    ]
    seen = {each["name"].lower() for each in found if "vulns" in each}
    missed = sorted(asked - seen)
    if missed:
        holes.append(f"NOT LOOKED UP: {', '.join(missed)}")
    if any(each.get("vulns") for each in found):
        return 1, holes
    return (2, holes) if missed else (0, [f"{len(seen)} libraries looked up, no hole known."])


def main() -> int:
    """Ask, and say what came of it."""
    done = subprocess.run(ASKS, capture_output=True, text=True, check=False)
    code, lines = judged(done.stdout, pinned(RUN.read_text()))
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main())
