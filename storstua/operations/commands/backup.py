"""`storstua backup DIR`: a complete, encrypted copy."""

import argparse
import json
import sys
from pathlib import Path

from storstua import vault
from storstua.operations.copying import holder
from storstua.operations.copying.making import make_backup

NEEDS_DATABASE = True
HELP = "make a complete, encrypted copy in a new folder of DIR"
UNUSABLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to, and how to make a key."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the copies lie")
    parser.add_argument(
        "--new-key",
        action="store_true",
        help="make a backup key in the file DIR instead, and its public half beside it",
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Make it; 2 when something that is needed is missing."""
    try:
        if options.new_key:
            public = holder.write_new(options.folder)
            print(f"The server needs only {public}; keep {options.folder} apart.")
            return 0
        made = make_backup(options.folder.resolve())
    except (vault.CopyFault, vault.KeyFileFault, vault.KeyStoreFault, OSError) as fault:
        print(f"storstua backup: {fault}", file=sys.stderr)
        return UNUSABLE
    if holder.lies_beside_the_data():
        print(
            f"The backup opens with {holder.own_key_file()} only: keep a copy of that file apart.",
            file=sys.stderr,
        )
    if options.json:
        answer = {"folder": str(made.folder), "bytes": made.bytes, "went": made.went}
        print(json.dumps(answer))
    else:
        print(f"{made.folder}: {made.bytes / 1e6:.1f} MB; {made.went} old copies went.")
    return 0
