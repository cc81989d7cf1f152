"""Refuses to serve on a database that may lose what it has said yes to."""

import os
from collections.abc import Mapping

import psycopg

from .trouble import Trouble

UNUSABLE = 2
# What was acknowledged survives the loss of power only with these; killing cannot show it.
DURABLE: Mapping[str, frozenset[str]] = {
    "fsync": frozenset({"on"}),
    "full_page_writes": frozenset({"on"}),
    "synchronous_commit": frozenset({"on", "local", "remote_write", "remote_apply"}),
    "data_checksums": frozenset({"on"}),
}
ANYWAY = "STORSTUA_LOOSE"
_SETTINGS = "select name, setting from pg_settings where name = any(%s)"


def refuse_loose(url: str) -> None:
    """Raise Trouble when the server does not wait for the disk or does not mark its pages.

    Tests, whose server is fast and loose, set STORSTUA_LOOSE=1.
    """
    if os.environ.get(ANYWAY):
        return
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            found: dict[str, str] = dict(connection.execute(_SETTINGS, [list(DURABLE)]).fetchall())
    except psycopg.Error as problem:
        raise Trouble(f"The database does not answer: {type(problem).__name__}.") from None
    if loose := loosely_set(found):
        said = ", ".join(f"{name} is {found.get(name, 'not known')}" for name in loose)
        raise Trouble(
            f"The database can lose what people write: {said}. Set it right and start again.",
            exit_code=UNUSABLE,
        )


def loosely_set(found: Mapping[str, str]) -> list[str]:
    """The names of the settings that are not safe."""
    return [name for name, safe in DURABLE.items() if found.get(name) not in safe]
