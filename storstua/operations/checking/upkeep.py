"""Checks of what must be kept up over the years: audit, backups, help lines."""

from collections.abc import Iterator
from datetime import timedelta

from storstua.base import clock
from storstua.operations import queries
from storstua.operations.checking.finding import Finding, ok, warning, wrong
from storstua.operations.copying import holder
from storstua.operations.copying.making import last_backup

CHECK_EVERY = timedelta(days=365)
STALE_AFTER = timedelta(days=2)
KEY = "keys/backup.key, or a key or passphrase set in the environment"


def audit() -> Iterator[Finding]:
    """The log can only be added to, and its chain tells that nobody has changed it."""
    if not queries.audit_is_append_only():
        yield wrong("audit", "the log can be changed: a trigger is off, or the role has rights.")
    broken = queries.broken_logs()
    for slug, place in broken:
        yield wrong(
            "audit", f"{_whose(slug)} does not hold at row {place.entry_id}: {place.fault}."
        )
    if not broken:
        yield ok("audit", "rows can be added, and none was changed or removed.")


def _whose(slug: str) -> str:
    return f"the log of {slug}" if slug else "the installation's own log"


def backups() -> Iterator[Finding]:
    """A complete copy was made lately, and its key lies somewhere else too."""
    last = last_backup()
    if last is None:
        yield warning("backups", "none has been made from this data folder: storstua backup DIR.")
        return
    hours = int((clock.now() - last).total_seconds() // 3600)
    if clock.now() - last > STALE_AFTER:
        yield wrong("backups", f"the last one is {hours // 24} days old: storstua backup DIR.")
    elif holder.lies_beside_the_data():
        yield warning("backups", f"the last one is {hours} hours old; keep its key apart: {KEY}.")
    else:
        yield ok("backups", f"the last one is {hours} hours old.")


def help_lines() -> Iterator[Finding]:
    """Somebody has called or looked up every help line within a year."""
    old = queries.help_lines_unchecked_since(clock.today() - CHECK_EVERY)
    if old:
        yield warning("help lines", f"not checked for a year: {', '.join(old[:5])}.")
    else:
        yield ok("help lines", "all numbers were checked within a year.")
