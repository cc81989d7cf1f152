"""How the log is written: where something broke, never what it held."""

import logging
import re
import traceback
from types import TracebackType

from storstua.base.away import is_away

type Caught = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

# What opens something stands in these addresses.
SECRET_IN_ADDRESS = re.compile(r"(/invitasjon/|/passord/nytt/)[^/\s]+")


class WithoutContent(logging.Formatter):
    """Writes the kind of an error and its path through the code, not its message.

    A database says in its messages which values a row had; those belong in no file, and neither
    does an address that is a key.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, with what is secret in an address left out."""
        return SECRET_IN_ADDRESS.sub(r"\1...", super().format(record))

    def formatException(self, ei: Caught) -> str:
        """The stack of an error and the name of its type.

        The name alone when the database is away: it is the same for everybody who asks meanwhile,
        and a disk that is full is filled no further.
        """
        kind, error, trace = ei
        if kind and is_away(error):
            return kind.__name__
        return "".join(traceback.format_tb(trace)) + (kind.__name__ if kind else "")


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": WithoutContent,
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["error"], "level": "WARNING"},
}
