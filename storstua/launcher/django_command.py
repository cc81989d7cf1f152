"""Django's own commands with the product's settings; can be run by `python -m`."""

import os
import sys

from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> None:
    """Run one of Django's commands as its manage.py would."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storstua.config.settings")
    execute_from_command_line(["storstua manage", *arguments])


if __name__ == "__main__":
    run(sys.argv[1:])
