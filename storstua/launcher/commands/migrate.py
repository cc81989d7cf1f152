"""`storstua migrate`: tables, texts and static files as this version of the program wants them."""

import argparse
import os

from ..style import build_style
from ..tables import bring_up_to_date
from ..texts import compile_texts

NEEDS_DATABASE = True
HELP = "bring the tables up to date, compile the texts and build the static files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: there is one way to do this."""


def run(options: argparse.Namespace) -> int:
    """Migrate as the owner, or as the product's own role where only that is known."""
    bring_up_to_date(
        os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"], always=True
    )
    compile_texts()
    build_style()
    return 0
