"""What cannot be used in a file, told by line, column and reason."""

from dataclasses import dataclass

WHOLE_FILE = "(whole file)"
WHOLE_ROW = "(whole row)"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; lines count from 1 as an editor shows them."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: line {self.line}, column {self.column}: {self.reason}"


class UnreadableError(Exception):
    """The file as a whole cannot be used."""

    def __init__(self, line: int, column: str, reason: str) -> None:
        super().__init__(reason)
        self.line, self.column, self.reason = line, column, reason


def quoted(value: str) -> str:
    """The value shortened, on one line and without control characters."""
    return repr(value if len(value) <= 40 else f"{value[:39]}…")
