"""What a kind of file consists of: its columns, how a row becomes a value, what makes a double."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ..known import Known
from ..row_reader import RowReader
from ..words import fold


@dataclass(frozen=True)
class Column:
    """One column: our `field`, the heading of the template, and other ways to write it.

    `also` are headings that mean this column only when none of the others is in the file.
    `example` is what the template shows.
    """

    field: str
    heading: str
    example: str = ""
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """All sure ways to write the heading, folded."""
        return frozenset(map(fold, (self.field, self.heading, *self.names)))

    @cached_property
    def folded_also(self) -> frozenset[str]:
        """The unsure ways, folded."""
        return frozenset(map(fold, self.also))


@dataclass(frozen=True)
class Key:
    """What two rows may not share: `code` is the fault, `field` where it shows."""

    code: str
    field: str
    value: str


@dataclass(frozen=True)
class Kind[R]:
    """One kind of file. `needed` lists fields; of a tuple of fields one is enough.

    `build` makes a row (with empty values where the reader found faults). `keys` say what makes
    it a double, the surest first, with fault codes; `alike` what is worth a mark, with mark codes.
    """

    code: str
    columns: tuple[Column, ...]
    needed: tuple[tuple[str, ...], ...]
    build: Callable[[RowReader, Known], R]
    keys: Callable[[R], tuple[Key, ...]]
    alike: Callable[[R], tuple[Key, ...]]

    @cached_property
    def column_of(self) -> dict[str, Column]:
        """Field → column."""
        return {column.field: column for column in self.columns}
