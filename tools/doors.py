"""Writes tests/house/doors.txt: every address with its door, to be read in the diff of a change."""

import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Write the table anew; run it as `python tools/doors.py` with the settings' environment."""
    django.setup()
    from tests.house.test_doors import TABLE, lines  # noqa: PLC0415 (needs django.setup first)

    TABLE.write_text("\n".join(lines()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
