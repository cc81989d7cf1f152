"""A fault in a sheet, told by line, column and reason; a file that is no sheet has one too."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be used; lines count from 1 as an editor shows them."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.reason}"


class UnusableError(Exception):
    """The sheet as a whole cannot be read."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


def quoted(value: str) -> str:
    """Return the value shortened, on one line and without control characters."""
    return repr(value if len(value) <= 40 else f"{value[:39]}…")
