"""`storstua serve`: a real installation, on a server of one's own or the embedded one."""

import argparse
import os

from ..folder import DataFolder
from ..postgres import HOST
from ..running import Way, run_product

NEEDS_DATABASE = False
HELP = "start web and worker for a real installation (settings: docs/settings.md)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to listen."""
    port, host = int(os.environ.get("PORT") or 8000), os.environ.get("HOST") or HOST
    parser.add_argument("--port", type=int, default=port, help="default: $PORT or 8000")
    parser.add_argument("--host", default=host, help=f"default: $HOST or {HOST}")


def run(options: argparse.Namespace) -> int:
    """Run until SIGTERM; logs go to standard error, for the system's own log."""
    way = Way(host=options.host, port=options.port, demo_when_new=False, logs_to_files=False)
    return run_product(DataFolder(options.data), way)
