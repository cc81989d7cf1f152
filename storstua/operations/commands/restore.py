"""`storstua restore DIR`: brings a copy back into an empty installation."""

import argparse
import json
import sys
from pathlib import Path

from storstua import vault
from storstua.operations.copying import holder
from storstua.operations.copying.bringing_back import SETTINGS, find_source, restore

NEEDS_DATABASE = True
HELP = "bring the newest copy in DIR, or the copy DIR, back into an empty installation"
UNUSABLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where from, and what opens it."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the copies lie, or one")
    parser.add_argument("--key", type=Path, help="file with the backup key")
    parser.add_argument("--journal", type=Path, help="a newer journal of erasures, if it was saved")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Restore; 2 when the copy is damaged, something is missing, or data are there already."""
    try:
        source = find_source(options.folder.resolve(), holder.to_open(options.key), options.journal)
        restored = restore(source)
    except vault.Tampered:
        print("storstua restore: the copy is damaged; nothing was restored.", file=sys.stderr)
        return UNUSABLE
    except (vault.CopyFault, vault.KeyFileFault, vault.KeyStoreFault, OSError) as fault:
        print(f"storstua restore: {fault}", file=sys.stderr)
        return UNUSABLE
    if options.json:
        answer = {"made_at": restored.made_at, "erased_again": restored.erased_again}
        print(json.dumps(answer))
    else:
        print(f"Restored as of {restored.made_at}; {restored.erased_again} keys erased again.")
        print(f"The settings of then stand in {SETTINGS} in the data folder.")
    return 0
