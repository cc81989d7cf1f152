"""Reads one row cell by cell and gathers all its faults, so that one look shows them all."""

from collections.abc import Callable, Mapping

from .cells import is_blank, whole_number, word, word_list, yes_or_no
from .faults import Fault, Unclear
from .words import Vocabulary


class RowReader:
    """One row: its line number, its cells by field, and the headings as the file writes them."""

    def __init__(self, line: int, cells: Mapping[str, str], headings: Mapping[str, str]) -> None:
        self.line = line
        self.cells = cells
        self.headings = headings
        self.faults: list[Fault] = []

    def written(self, field: str) -> str:
        """What stands in a cell; empty if it is blank or the file has no such column."""
        text = self.cells.get(field, "")
        return "" if is_blank(text) else text

    def blame(self, field: str, code: str, value: str | None = None, **details: str) -> None:
        """Note a fault in a cell; `value` None shows what is written there."""
        shown = self.written(field) if value is None else value
        heading = self.headings.get(field, "")
        self.faults.append(Fault(self.line, heading, shown, code, field, details))

    def take[T, D](self, field: str, read: Callable[[str], T], default: D) -> T | D:
        """The value of a cell; `default` if it is blank, or cannot be read (then with a fault)."""
        text = self.written(field)
        if not text:
            return default
        try:
            return read(text)
        except Unclear as unclear:
            self.blame(field, unclear.code, unclear.value, **unclear.details)
            return default

    def need[T, D](self, field: str, read: Callable[[str], T], default: D) -> T | D:
        """As `take`, but a blank cell is a fault."""
        if not self.written(field):
            self.blame(field, "missing")
            return default
        return self.take(field, read, default)

    def word(self, field: str, vocabulary: Vocabulary, default: str = "") -> str:
        """The code of one word."""
        return self.take(field, lambda text: word(text, vocabulary), default)

    def words(self, field: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The codes of a list of words."""
        return self.take(field, lambda text: word_list(text, vocabulary), ())

    def flag[T](self, field: str, default: T) -> bool | T:
        """Ja or nei."""
        return self.take(field, yes_or_no, default)

    def number[T](self, field: str, default: T, *, least: int = 0, most: int) -> int | T:
        """A whole number within bounds."""
        return self.take(field, lambda text: whole_number(text, least=least, most=most), default)
