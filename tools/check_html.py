"""Checks the pages in a folder with the Nu HTML checker, all in one run.

Ends with 1 when a page has an error, and when there is none to check. tools/keep_pages.py fills
the folder, tools/install_vnu.sh brings the checker.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

JAR = Path(__file__).parent / "html/node_modules/vnu-jar/build/dist/vnu.jar"
CHECKER = ["java", "-Xss4m", "-jar", str(JAR), "--errors-only", "--format", "json"]
PAGES_TOLD = 3


def main(arguments: list[str]) -> int:
    """Check the folder named first; return the exit code."""
    folder = Path(arguments[0])
    pages = len(list(folder.glob("*.html")))
    if not pages:
        print(f"There is no page in {folder}.", file=sys.stderr)
        return 1
    command = [*CHECKER, "--skip-non-html", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found = json.loads(answer.stderr)["messages"]
    except (ValueError, KeyError):
        print(f"The checker did not run: {answer.stderr[:2000]}", file=sys.stderr)
        return 1
    print("\n".join([*told(found), f"{pages} pages checked, {len(found)} errors"]))
    return int(bool(found))


def told(found: list[dict[str, Any]]) -> list[str]:
    """Each kind of error once: how often, where first, and what stands there."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in found:
        kinds[each["message"]].append(each)
    lines = []
    for message, places in kinds.items():
        lines.append(f"{len(places)} x {message}")
        for place in places[:PAGES_TOLD]:
            page, extract = place.get("url", "").rpartition("/")[2], place.get("extract", "")
            lines.append(f"    {page}, line {place.get('lastLine', '?')}: {extract.strip()}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
