"""How the log is written: where something broke, never what it held."""

import logging
import traceback
from types import TracebackType

type Trouble = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class WithoutContent(logging.Formatter):
    """Writes the kind of an error and its path through the code, not its message.

    A database says in its messages which values a row had; those belong in no file.
    """

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The stack of an error and the name of its type."""
        kind, _error, trace = ei
        return "".join(traceback.format_tb(trace)) + (kind.__name__ if kind else "")
