"""`storstua demo`: loads the demo organisations and remembers that this folder holds them."""

import argparse

from storstua.demo.commands import demo

from ..demo_state import DemoState, remember
from ..folder import DataFolder

NEEDS_DATABASE = True
HELP = "load the demo organisations again; refuses where other organisations live"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the demo's own command takes."""
    demo.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Load it; from then on this folder is run as a demo."""
    code: int = demo.run(options)
    if code == 0:
        remember(DataFolder(options.data), DemoState.LOADED)
    return code
