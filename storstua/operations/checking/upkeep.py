"""Checks of what must be kept up over the years: audit, backups, help lines."""

from collections.abc import Iterator
from datetime import timedelta

from storstua.base import clock
from storstua.operations import queries
from storstua.operations.checking.finding import Finding, ok, warning, wrong

CHECK_EVERY = timedelta(days=365)


def audit() -> Iterator[Finding]:
    """The audit can only be added to."""
    if queries.audit_is_append_only():
        yield ok("audit", "rows can be added, and never changed or deleted.")
    else:
        yield wrong("audit", "the trigger that refuses changes is missing or off.")


def backups() -> Iterator[Finding]:
    """This version makes none, and says so."""
    yield warning(
        "backups",
        "this version makes none. Copy the database and, apart from it, the folder keys yourself.",
    )


def help_lines() -> Iterator[Finding]:
    """Somebody has called or looked up every help line within a year."""
    old = queries.help_lines_unchecked_since(clock.today() - CHECK_EVERY)
    if old:
        yield warning("help lines", f"not checked for a year: {', '.join(old[:5])}.")
    else:
        yield ok("help lines", "all numbers were checked within a year.")
