"""`storstua manage`: Django's own commands on this installation."""

import argparse

from ..django_command import run as run_django

NEEDS_DATABASE = True
HELP = "pass the rest on to one of Django's own commands"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything as it comes."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> int:
    """Run it as the product's own role; use `storstua migrate` for migrations."""
    run_django(options.arguments)
    return 0
