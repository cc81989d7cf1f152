"""`storstua check`: is this installation healthy and safe?"""

import argparse
import json

from storstua.operations.checking import Level, findings

NEEDS_DATABASE = True
HELP = "is this installation healthy and safe? One line each; ends with 1 when something is wrong"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the form of the answer."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Print what was found; 1 when anything is wrong, else 0."""
    found = findings()
    is_wrong = any(each.level is Level.WRONG for each in found)
    if options.json:
        lines = [{"level": f.level, "subject": f.subject, "sentence": f.sentence} for f in found]
        print(json.dumps({"healthy": not is_wrong, "findings": lines}, ensure_ascii=False))
    else:
        for each in found:
            print(f"{each.level:<8} {each.subject}: {each.sentence}")
    return int(is_wrong)
