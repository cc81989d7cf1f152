"""`storstua run`: the product with demo data, everything included."""

import argparse
import os

from ..folder import DataFolder
from ..postgres import HOST
from ..running import Way, run_product

NEEDS_DATABASE = False
HELP = "start database, web and worker, with demo data when the database is new"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the port and what a newcomer may not want."""
    port = int(os.environ.get("PORT") or 8000)
    parser.add_argument("--port", type=int, default=port, help="default: $PORT or 8000")
    parser.add_argument("--no-demo", action="store_true", help="leave a new database empty")
    parser.add_argument("--with-parent", action="store_true", help="stop when the caller is gone")


def run(options: argparse.Namespace) -> int:
    """Run until Ctrl-C; see `run_product`."""
    way = Way(
        host=HOST,
        port=options.port,
        demo_when_new=not options.no_demo,
        logs_to_files=True,
        with_parent=options.with_parent,
    )
    return run_product(DataFolder(options.data), way)
