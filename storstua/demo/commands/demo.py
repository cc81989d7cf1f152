"""Loads the demo organisations, or says why not."""

import argparse
import json
from dataclasses import asdict

from django.utils import translation

from storstua.base.viewer import Viewer
from storstua.demo import actions

NEEDS_DATABASE = True
HELP = "load the demo organisations again; refuses where other organisations live"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the form of the answer."""
    parser.add_argument("--json", action="store_true", help="print what was loaded as JSON")


def run(options: argparse.Namespace) -> int:
    """Load it; a refusal is one sentence for whoever called."""
    with translation.override("en"):
        loaded = actions.load(by=Viewer.command_line())
    if options.json:
        print(json.dumps([asdict(each) for each in loaded]))
        return 0
    for each in loaded:
        print(
            f"{each.name}: {each.supporters} supporters, {each.requests} requests, "
            f"{each.activities} activities"
        )
    return 0
